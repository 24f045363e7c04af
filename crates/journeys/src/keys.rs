//! Keys of a keyboard, as Chromium wants them described.

use serde_json::{Value, json};

/// What is sent for a key going down and coming up.
pub(crate) fn strokes(key: &str) -> Vec<Value> {
    let (key, shift) = key.strip_prefix("Shift+").map_or((key, false), |rest| (rest, true));
    let (key, code, number, text) = match key {
        "Enter" => ("Enter", "Enter", 13, "\r"),
        "Tab" => ("Tab", "Tab", 9, ""),
        "Space" => (" ", "Space", 32, " "),
        "Shift" => ("Shift", "ShiftLeft", 16, ""),
        "Escape" => ("Escape", "Escape", 27, ""),
        "ArrowUp" => ("ArrowUp", "ArrowUp", 38, ""),
        "ArrowDown" => ("ArrowDown", "ArrowDown", 40, ""),
        "ArrowLeft" => ("ArrowLeft", "ArrowLeft", 37, ""),
        "ArrowRight" => ("ArrowRight", "ArrowRight", 39, ""),
        letter => (letter, "", 0, letter),
    };
    let modifiers = if shift { 8 } else { 0 };
    let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
    let stroke = |kind: &str| {
        json!({
            "type": kind, "key": key, "code": code,
            "windowsVirtualKeyCode": number, "modifiers": modifiers,
        })
    };
    let mut first = stroke(down);
    if !text.is_empty() {
        first["text"] = text.into();
    }
    vec![first, stroke("keyUp")]
}
