//! What stands in the form for a ritual: as it was typed, from a plan, or from a template; and the plan it makes.

use content::Arg;
use domain::Day;
use domain::rhythm::{LONGEST_CYCLE, Places, Rhythm, Weekdays};
use domain::ritual::{Plan, TITLE};
use domain::text::{Refusal, tidy};

use crate::{Ctx, Form, when};

/// The ways of coming round that the form knows.
pub(super) const EVERY: [&str; 9] =
    ["once", "day", "weekday", "week", "nth", "month", "days", "rota", "year"];
/// The longest a time may take, in minutes.
const LONGEST: u16 = 7 * 24 * 60;
/// How many days ahead it may begin.
const AHEAD: i32 = 731;
/// How many days back a rota may be counted from.
const BACK: i32 = 366;

/// The fields, as a page shows them.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) every: String,
    pub(super) weeks: String,
    pub(super) on: Vec<u8>,
    pub(super) nth: String,
    pub(super) nth_on: String,
    pub(super) month_day: String,
    pub(super) gap: String,
    pub(super) cycle: String,
    pub(super) places: String,
    pub(super) starts: String,
    pub(super) at: String,
    pub(super) minutes: String,
    pub(super) zone: String,
}

/// A field that cannot be taken as it is, and why.
pub(super) struct Problem {
    pub(super) field: &'static str,
    pub(super) text: String,
}

impl Typed {
    /// As it came.
    pub(super) fn of_form(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            title: text("title"),
            every: text("every"),
            weeks: text("weeks"),
            on: form.all("on").filter_map(|day| day.parse().ok()).collect(),
            nth: text("nth"),
            nth_on: text("nth_on"),
            month_day: text("month_day"),
            gap: text("gap"),
            cycle: text("cycle"),
            places: text("places"),
            starts: text("starts"),
            at: text("at"),
            minutes: text("minutes"),
            zone: text("zone"),
        }
    }

    /// An empty form: once, tomorrow evening, an hour, on one's own clock.
    pub(super) fn blank(ctx: &Ctx<'_>) -> Self {
        Self {
            every: "once".to_owned(),
            weeks: "1".to_owned(),
            nth: "1".to_owned(),
            nth_on: "5".to_owned(),
            starts: when::day_written(ctx.today().plus(1)),
            at: "19:30".to_owned(),
            minutes: "60".to_owned(),
            zone: ctx.world.prefs.zone.clone(),
            ..Self::default()
        }
    }

    /// A template, from the first day it may begin on.
    pub(super) fn of_template(ctx: &Ctx<'_>, template: &content::Template) -> Self {
        let (rhythm, first) = when::of_library(&template.rhythm, ctx.today().plus(1));
        let mut typed = Self {
            title: template.title.clone(),
            starts: when::day_written(first),
            at: template.at.to_string(),
            minutes: template.minutes.to_string(),
            ..Self::blank(ctx)
        };
        typed.fill(&rhythm);
        typed
    }

    /// A plan there is, to be another from a day on.
    pub(super) fn of_plan(ctx: &Ctx<'_>, plan: &Plan) -> Self {
        let from = ctx.today().plus(1).max(plan.starts);
        let next = plan.rhythm.days(plan.starts, from, from.plus(372)).next().unwrap_or(from);
        let mut typed = Self {
            title: plan.title.clone(),
            starts: when::day_written(next),
            at: when::clock(plan.at),
            minutes: plan.minutes.to_string(),
            zone: plan.zone.clone(),
            ..Self::blank(ctx)
        };
        typed.fill(&plan.rhythm.begun_anew(plan.starts, next));
        typed
    }

    /// What an address adds: a time that was found somewhere else.
    pub(super) fn with(mut self, query: &Form) -> Self {
        let fields = [
            ("starts", &mut self.starts),
            ("at", &mut self.at),
            ("minutes", &mut self.minutes),
            ("zone", &mut self.zone),
        ];
        for (name, field) in fields {
            if let Some(value) = query.get(name).filter(|value| value.len() <= 40) {
                value.clone_into(field);
            }
        }
        self
    }

    fn fill(&mut self, rhythm: &Rhythm) {
        let every = match rhythm {
            Rhythm::Once => "once",
            Rhythm::Cycle { days: 1, .. } => "day",
            Rhythm::Cycle { days, on } if *on == Places::of([0]) => {
                self.gap = days.to_string();
                "days"
            }
            Rhythm::Cycle { days, on } => {
                self.cycle = days.to_string();
                let places: Vec<_> = on.places().map(|place| place.saturating_add(1).to_string()).collect();
                self.places = places.join(", ");
                "rota"
            }
            Rhythm::Week { n: 1, on } if *on == Weekdays::WORKING => "weekday",
            Rhythm::Week { n, on } => {
                self.weeks = n.to_string();
                self.on = on.days().collect();
                "week"
            }
            Rhythm::MonthDay { day } => {
                self.month_day = day.to_string();
                "month"
            }
            Rhythm::MonthWeekday { nth, on } => {
                (self.nth, self.nth_on) = (nth.to_string(), on.to_string());
                "nth"
            }
            Rhythm::Year { .. } => "year",
        };
        every.clone_into(&mut self.every);
    }

    /// The plan it makes; or every field that cannot be taken, in the order of the page.
    pub(super) fn plan(
        &self,
        ctx: &Ctx<'_>,
        template: Option<&content::Template>,
    ) -> Result<Plan, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut no = |field, text: String| problems.push(Problem { field, text });
        let title = self.title(ctx).map_err(|text| no("title", text));
        let starts = self.starts(ctx).map_err(|text| no("starts", text));
        let rhythm = self.rhythm(ctx, starts.unwrap_or(ctx.today())).map_err(|(field, text)| no(field, text));
        let at = when::clock_typed(&self.at).ok_or_else(|| no("at", ctx.say("time-new-at-problem")));
        let minutes = self.minutes.trim().parse().ok().filter(|n| (1..=LONGEST).contains(n));
        let minutes = minutes.ok_or_else(|| no("minutes", ctx.say("time-new-minutes-problem")));
        let zone = self.zone(ctx).ok_or_else(|| no("zone", ctx.say("time-new-zone-problem")));
        match (title, starts, rhythm, at, minutes, zone) {
            (Ok(title), Ok(starts), Ok(rhythm), Ok(at), Ok(minutes), Ok(zone)) => {
                let template = template.map(|template| template.id.as_str().to_owned());
                Ok(Plan { title, template, rhythm, at, minutes, zone, starts })
            }
            _ => Err(problems),
        }
    }

    fn title(&self, ctx: &Ctx<'_>) -> Result<String, String> {
        let title = tidy(&self.title.replace(['\n', '\t'], " "), TITLE).map_err(|refusal| match refusal {
            Refusal::Empty => ctx.say("time-new-title-problem"),
            Refusal::TooLong { .. } => ctx.say("time-new-title-long"),
        })?;
        if title.len() > TITLE { Err(ctx.say("time-new-title-long")) } else { Ok(title) }
    }

    /// Not before today, unless a rota is counted from it.
    fn starts(&self, ctx: &Ctx<'_>) -> Result<Day, String> {
        let starts = when::day_typed(&self.starts).ok_or_else(|| ctx.say("time-new-starts-problem"))?;
        let back = if matches!(self.every.as_str(), "rota" | "days") { BACK } else { 0 };
        let ahead = starts.since(ctx.today());
        if (-back..=AHEAD).contains(&ahead) { Ok(starts) } else { Err(ctx.say("time-new-starts-past")) }
    }

    fn rhythm(&self, ctx: &Ctx<'_>, starts: Day) -> Result<Rhythm, (&'static str, String)> {
        let no = |key: &str| ("every", ctx.say(key));
        let number = |text: &str| text.trim().parse::<u8>().ok();
        let rhythm = match self.every.as_str() {
            "once" => Some(Rhythm::Once),
            "day" => Some(Rhythm::daily()),
            "weekday" => Some(Rhythm::Week { n: 1, on: Weekdays::WORKING }),
            "week" => {
                let on = Weekdays::of(self.on.iter().copied());
                if on.is_empty() {
                    return Err(no("time-new-days-problem"));
                }
                number(&self.weeks).map(|n| Rhythm::Week { n, on })
            }
            "nth" => {
                let nth = self.nth.trim().parse().ok();
                nth.zip(number(&self.nth_on)).map(|(nth, on)| Rhythm::MonthWeekday { nth, on })
            }
            "month" => number(&self.month_day).map(|day| Rhythm::MonthDay { day }),
            "days" => number(&self.gap).map(|days| Rhythm::Cycle { days, on: Places::of([0]) }),
            "rota" => {
                return self.rota().ok_or_else(|| {
                    let most = LONGEST_CYCLE.to_string();
                    ("every", ctx.words.say_with("time-new-rota-problem", &[("most", Arg::Text(&most))]))
                });
            }
            "year" => {
                let date = starts.date();
                let part = |part: i8| u8::try_from(part).ok();
                part(date.month()).zip(part(date.day())).map(|(month, day)| Rhythm::Year { month, day })
            }
            _ => None,
        };
        rhythm.filter(Rhythm::is_sound).ok_or_else(|| no("time-new-every-problem"))
    }

    /// Days of a rota are typed as people count them: the first is 1.
    fn rota(&self) -> Option<Rhythm> {
        let days = self.cycle.trim().parse::<u8>().ok()?;
        let parts = self.places.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let places: Option<Vec<u8>> =
            parts.map(|part| part.parse::<u8>().ok()?.checked_sub(1).filter(|place| *place < days)).collect();
        Some(Rhythm::Cycle { days, on: Places::of(places?) }).filter(Rhythm::is_sound)
    }

    /// A zone there is, spelled as the database does.
    fn zone(&self, ctx: &Ctx<'_>) -> Option<String> {
        let typed = self.zone.trim().replace(' ', "_");
        let zone = ctx.world.zones.get(&typed).ok()?;
        let name = zone.iana_name().filter(|name| name.len() <= 40 && *name != "Etc/Unknown")?;
        Some(name.to_owned())
    }
}
