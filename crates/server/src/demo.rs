//! (to come)

/// Runs a throw-away instance.
pub async fn run(_: crate::config::Settings, _: fn(&str)) -> Result<(), String> {
    Err("not yet".to_owned())
}
