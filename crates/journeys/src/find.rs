//! Asking a page: a few lines of script that run in it, even where the page itself may run none.

use serde_json::{Value, json};

use crate::Browser;

const FINDERS: &str = include_str!("find.js");

/// What is typed into or chosen from.
pub(crate) const FIELDS: &[&str] = &["field"];
/// What is ticked.
pub(crate) const TICKS: &[&str] = &["tick"];
/// What is pressed.
pub(crate) const PRESSED: &[&str] = &["button", "link", "summary"];

/// The value of an expression in a page; `f` in it has the finders of `find.js`.
pub(crate) fn ask(browser: &Browser, session: &str, expression: &str) -> Result<Value, String> {
    let whole = format!("(() => {{ const f = {FINDERS};\nreturn {expression}; }})()");
    let params = json!({ "expression": whole, "returnByValue": true, "userGesture": true });
    let mut answer = browser.try_call(Some(session), "Runtime.evaluate", &params)?;
    let problem = &answer["exceptionDetails"];
    if problem.is_null() {
        return Ok(answer["result"]["value"].take());
    }
    let said = problem["exception"]["description"].as_str().or(problem["text"].as_str()).unwrap_or_default();
    Err(said.split("\n    at ").next().unwrap_or_default().to_owned())
}
