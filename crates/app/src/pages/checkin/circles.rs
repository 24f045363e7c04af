//! Two circles, drawn together or apart: a picture, not a measure.

use domain::checkin::Closeness;

use crate::Ctx;

/// Half of the way between the two middles, for each closeness.
const APART: [u8; 7] = [25, 20, 14, 11, 8, 5, 2];
/// The middle of the picture, which is 80 wide.
const MIDDLE: u8 = 40;

/// Two circles, ready to be drawn into a box of 80 by 32.
pub(in crate::pages) struct Circles {
    /// 0 far apart … 6 almost one.
    pub(in crate::pages) value: u8,
    /// What it is called.
    pub(in crate::pages) name: String,
    /// The middle of the left one.
    pub(in crate::pages) left: u8,
    /// The middle of the right one.
    pub(in crate::pages) right: u8,
    /// It is the one that was picked.
    pub(in crate::pages) picked: bool,
}

impl Circles {
    /// The picture of a closeness.
    pub(in crate::pages) fn of(ctx: &Ctx<'_>, closeness: Closeness) -> Self {
        let value = closeness.value();
        let apart = APART.get(usize::from(value)).copied().unwrap_or_default();
        Self {
            value,
            name: ctx.say(&format!("checkin-circles-{value}")),
            left: MIDDLE.saturating_sub(apart),
            right: MIDDLE.saturating_add(apart),
            picked: false,
        }
    }

    /// All seven, with the picked one marked.
    pub(in crate::pages) fn all(ctx: &Ctx<'_>, picked: Option<Closeness>) -> Vec<Self> {
        let all = (0..).map_while(Closeness::new);
        all.map(|each| Self { picked: picked == Some(each), ..Self::of(ctx, each) }).collect()
    }
}
