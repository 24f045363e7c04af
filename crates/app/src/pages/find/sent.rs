//! What one person says of the coming two weeks, as the form sends it.

use std::collections::BTreeSet;

use domain::SpaceName;
use domain::calendars::MOST;
use domain::meet::{self, Part, Slot, Stretch, Wishes};
use domain::{Day, Instant};

use crate::routes::Ask;
use crate::{Ctx, Needs};

/// The most hours of notice one can ask for: a week.
pub(super) const MOST_NOTICE: i64 = 7 * 24;

/// What was sent, once it makes sense.
pub(super) struct Sent {
    ticks: Vec<(Day, Part)>,
    least: u16,
    notice: i64,
    rises: u16,
    sleeps: u16,
}

/// Besides the two spaces, what the form names: the gate of its search, and the events of one's desk that hold one's
/// calendars. A page may ask for more only once, and what suits both is asked for when all this is known.
pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let gates = ask.form.number::<u32>("round").map(super::label).into_iter().collect();
    let seqs = ask.form.text("calendars").split('.').filter_map(|seq| seq.parse().ok());
    let items = seqs.take(2 * MOST).map(|seq| (SpaceName::Desk, seq)).collect();
    Needs { gates, items, ..super::spaces(ask) }
}

impl Sent {
    /// What was sent, or the message that says what does not make sense.
    pub(super) fn read(ctx: &Ctx<'_>) -> Result<Self, &'static str> {
        let ticks = ticks(ctx);
        if ticks.is_empty() {
            return Err("find-no-ticks");
        }
        let least = ctx.form.number::<u16>("least").filter(|least| meet::LENGTHS.contains(least));
        let least = least.ok_or("find-no-least")?;
        let notice = ctx.form.number::<i64>("notice").filter(|hours| (0..=MOST_NOTICE).contains(hours));
        let notice = notice.ok_or("find-no-notice")?;
        let clock = |field| minute(ctx.form.text(field)).ok_or("find-no-clock");
        Ok(Self { ticks, least, notice, rises: clock("rises")?, sleeps: clock("sleeps")? })
    }

    /// Nothing begins before this.
    pub(super) fn earliest(&self, ctx: &Ctx<'_>) -> Instant {
        Instant(ctx.world.now.0.saturating_add(self.notice.saturating_mul(3_600_000)))
    }

    /// The hours of notice one wants.
    fn notice(&self) -> u16 {
        u16::try_from(self.notice).unwrap_or(u16::MAX)
    }

    /// The times that suit, and the bytes of all that is compared.
    pub(super) fn wishes(&self, ctx: &Ctx<'_>, busy: &[Stretch]) -> (Vec<Slot>, Vec<Vec<u8>>) {
        let wishes = Wishes {
            ticks: &self.ticks,
            busy,
            earliest: self.earliest(ctx),
            rises: self.rises,
            sleeps: self.sleeps,
            zone: &ctx.world.zone,
            least: self.least,
        };
        (wishes.slots(), wishes.items(self.notice()))
    }
}

/// The ticks of a form, those of other days left out.
pub(super) fn ticks(ctx: &Ctx<'_>) -> Vec<(Day, Part)> {
    let today = ctx.today();
    let ahead = |(day, _): &(Day, Part)| (0..meet::DAYS).contains(&day.since(today));
    let ticks: BTreeSet<_> = ctx.form.all("at").filter_map(tick).filter(ahead).collect();
    ticks.into_iter().collect()
}

/// How a tick is written in the form.
pub(super) fn value(day: Day, part: Part) -> String {
    format!("{}-{}", day.0, part.as_str())
}

fn tick(text: &str) -> Option<(Day, Part)> {
    let (day, part) = text.split_once('-')?;
    Some((Day(day.parse().ok()?), Part::parse(part)?))
}

/// A time of day such as `22:30`, in minutes after midnight.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}
