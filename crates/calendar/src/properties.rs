//! Properties that stand for themselves: what each says of an event or of a zone's clocks.

use crate::civil::DAY;
use crate::event::{End, Event, Observance};
use crate::lines::Parts;
use crate::rule::Rule;
use crate::value::{Length, Stamp, integer};

/// Whether a property is looked at; the continuations of all others are not even joined.
pub(crate) fn matters(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 19] = [
        b"BEGIN",
        b"END",
        b"DTSTART",
        b"DTEND",
        b"DURATION",
        b"UID",
        b"SEQUENCE",
        b"RECURRENCE-ID",
        b"RRULE",
        b"EXRULE",
        b"RDATE",
        b"EXDATE",
        b"TRANSP",
        b"STATUS",
        b"METHOD",
        b"TZID",
        b"TZOFFSETFROM",
        b"TZOFFSETTO",
        b"X-WR-TIMEZONE",
    ];
    let name = name.trim_ascii();
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// A zone's name as it is compared: without the quotes that some write around values, too, and without the backslashes
/// that text has and parameters have not.
pub(crate) fn bare(name: &[u8]) -> Box<[u8]> {
    let name = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or(name);
    name.trim_ascii().iter().copied().filter(|byte| *byte != b'\\').collect()
}

/// The properties of an event without parameters that matter.
pub(crate) fn plain(event: &mut Event, name: &[u8], value: &[u8]) -> Option<()> {
    match name {
        b"DURATION" => {
            let length = Length::parse(value)?;
            // Some write both, and mean the end.
            if !matches!(event.end, End::At(_)) {
                event.end = End::After(length);
            }
        }
        b"UID" => event.uid = (!value.is_empty()).then(|| value.into()),
        b"SEQUENCE" => event.sequence = sequence(value)?,
        b"TRANSP" => event.transparent = value.eq_ignore_ascii_case(b"TRANSPARENT"),
        b"STATUS" => event.cancelled = value.eq_ignore_ascii_case(b"CANCELLED"),
        b"RRULE" => add(&mut event.rules, Rule::parse(value).ok()?),
        b"EXRULE" => add(&mut event.except, Rule::parse(value).ok()?),
        _ => {}
    }
    Some(())
}

/// A SEQUENCE. Some write seconds or milliseconds since 1970.
fn sequence(value: &[u8]) -> Option<i64> {
    let digits = value.len() > 9 && value.iter().all(u8::is_ascii_digit);
    let add = |number: i64, digit: &u8| number.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
    if digits { Some(value.iter().fold(0, add)) } else { integer(value) }
}

/// Adds a rule. There is mostly one, and rules are large.
fn add(rules: &mut Vec<Rule>, rule: Rule) {
    if rules.is_empty() {
        rules.reserve_exact(1);
    }
    rules.push(rule);
}

/// The properties of a zone's STANDARD or DAYLIGHT; `room` is asked before each further date.
pub(crate) fn of_observance(
    observance: &mut Observance,
    name: &[u8],
    parts: Parts<'_>,
    mut room: impl FnMut() -> bool,
) -> Option<()> {
    let local = |value: &[u8]| Stamp::parse(value, None).map(|stamp| stamp.local);
    match name {
        b"DTSTART" => observance.start = Some(local(parts.value)?),
        b"TZOFFSETFROM" => observance.from = Some(offset(parts.value)?),
        b"TZOFFSETTO" => observance.to = Some(offset(parts.value)?),
        b"RRULE" => add(&mut observance.rules, Rule::parse(parts.value).ok()?),
        b"RDATE" => {
            for value in parts.value.split(|byte| *byte == b',').take_while(|_| room()) {
                let start = value.split(|byte| *byte == b'/').next().unwrap_or_default();
                observance.rdates.push(local(start.trim_ascii())?);
            }
        }
        _ => {}
    }
    Some(())
}

/// Seconds east of Greenwich of `+0100`, `-053000`.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text.split_first()? {
        (b'-', rest) => (-1, rest),
        (b'+', rest) => (1, rest),
        _ => (1, text),
    };
    let digits: Vec<u8> = digits.iter().copied().filter(|byte| *byte != b':').collect();
    let number = match (integer(&digits)?, digits.len()) {
        (number, 6) => number,
        (number, 4) => number * 100,
        _ => return None,
    };
    let seconds = number / 10_000 * 3_600 + number / 100 % 100 * 60 + number % 100;
    // No clock is a day away from Greenwich.
    (0..DAY).contains(&seconds).then_some(sign * seconds)
}
