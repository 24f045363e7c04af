//! A ritual to begin with, for whom time is what is short.

use crate::checkin::Cause;
use crate::talk::shuffle_key;

use super::rules::lays_nothing_open;
use super::{Inputs, Kind, Why};

/// What the rules need to know of a template for a ritual.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// The kind of practice it is.
    pub kind: Kind,
    /// How long it takes.
    pub minutes: u16,
    /// The causes it answers.
    pub causes: Vec<Cause>,
    /// The time of life it is for; none, if it is for any.
    pub season: Option<String>,
}

/// The causes that mean time: life got busy, and the best of us goes elsewhere.
const TIME: [Cause; 2] = [Cause::Busy, Cause::Elsewhere];
/// Who has no ritual yet begins with one that takes no longer than this.
const FIRST: u16 = 30;

/// The template to offer this week, when time is a cause that one recognised, there are two, and nothing rests; and
/// why. Short ones only, and none that leads to touch or to mending.
pub fn ritual(inputs: &Inputs<'_>, templates: &[Template]) -> Option<(String, Why)> {
    let cause = TIME.into_iter().find(|cause| inputs.causes.contains(cause))?;
    let fits = |template: &&Template| {
        template.minutes <= FIRST
            && template.causes.contains(&cause)
            && lays_nothing_open(template.kind)
            && template.season.as_ref().is_none_or(|season| inputs.seasons.contains(season))
    };
    let week = shuffle_key(inputs.seed, &format!("ritual {}", inputs.week.0));
    let asks_for_two = inputs.paired && !inputs.quiet && !inputs.careful;
    let chosen = templates.iter().filter(fits).min_by_key(|template| shuffle_key(week, &template.id));
    chosen.filter(|_| asks_for_two).map(|template| (template.id.clone(), Why::Cause(cause)))
}
