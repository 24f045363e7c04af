use serde::Deserialize;

use crate::SceneId;

/// A small everyday scene in which one of two reaches for the other, and ways to turn.
///
/// Scenes get labels, people never do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// Its id, which stays for ever.
    pub id: SceneId,
    /// What happens, as it would look to somebody in the room.
    pub text: String,
    /// What was reached for.
    pub reach: String,
    /// What turning toward looks like on a tired evening.
    pub toward: String,
    /// What turning away looks like.
    pub away: String,
    /// What turning against looks like.
    pub against: String,
}

/// The file `scenes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SceneFile {
    #[serde(default)]
    pub(crate) scene: Vec<Scene>,
}
