//! Names of time zones as Windows and its programs write them.
//!
//! The table, `windows.txt`, has a line for each: Windows' name, the IANA zone that Unicode's CLDR maps it to where no
//! territory is known, and the places by which Windows shows it.

const TABLE: &str = include_str!("windows.txt");

/// The IANA zone of `W. Europe Standard Time`, or of `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`.
/// Of places, one is enough; none is found when they lie in different zones. Windows names no more than seven.
pub(crate) fn iana(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let named = rows().find(|(windows, ..)| windows.eq_ignore_ascii_case(name));
    if let Some((_, iana, _)) = named {
        return Some(iana);
    }
    let shown = match name.strip_prefix('(') {
        Some(offset) => offset.split_once(')')?.1.trim(),
        None => name,
    };
    if let Some((_, iana, _)) =
        rows().find(|(_, _, places)| !places.is_empty() && places.eq_ignore_ascii_case(shown))
    {
        return Some(iana);
    }
    let mut found = None;
    for place in shown.split([',', '/', ';']).map(str::trim).filter(|place| !place.is_empty()).take(12) {
        let lies = |places: &str| places.split(',').any(|known| known.trim().eq_ignore_ascii_case(place));
        for (_, iana, _) in rows().filter(|(_, _, places)| lies(places)) {
            if found.is_some_and(|found| found != iana) {
                return None;
            }
            found = Some(iana);
        }
    }
    found
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next().unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;

    use super::*;

    #[test]
    fn every_row_names_a_zone_that_is_there() {
        let zones = TimeZoneDatabase::bundled();
        assert!(rows().count() > 138);
        for (windows, name, _) in rows() {
            assert!(zones.get(name).is_ok(), "{name}");
            assert_eq!(iana(windows), Some(name));
        }
    }

    #[test]
    fn zones_are_known_by_what_windows_shows() {
        let berlin = Some("Europe/Berlin");
        assert_eq!(iana("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"), berlin);
        assert_eq!(iana("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna"), berlin);
        assert_eq!(iana("w. europe standard time"), berlin);
        assert_eq!(iana("(UTC-05:00) Eastern Time (US & Canada)"), Some("America/New_York"));
        assert_eq!(iana("(UTC) Coordinated Universal Time"), Some("Etc/UTC"));
        for unclear in ["(UTC+01:00) Berlin, Paris", "La Paz", "(UTC+01:00)", "", "Customized Time Zone"] {
            assert_eq!(iana(unclear), None, "{unclear}");
        }
    }
}
