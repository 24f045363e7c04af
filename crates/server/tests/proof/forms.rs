//! Forms as a browser finds them on a page, and what they would send.

use scraper::{ElementRef, Html, Selector};

/// A form on a page, with what it would send.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// The names of the fields that take free text.
    pub texts: Vec<String>,
    /// Names and values of choices and buttons.
    pub choices: Vec<(String, String)>,
}

impl Form {
    /// The body, with some fields filled in.
    pub fn body(&self, fields: &[(&str, &str)]) -> Vec<u8> {
        let mut all: Vec<(String, String)> = self.fields.clone();
        all.retain(|(name, _)| fields.iter().all(|(filled, _)| filled != name));
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let all: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        app::Request::post("/", &all).body
    }

    pub fn act(&self) -> &str {
        &self.fields.iter().find(|(name, _)| name == "act").unwrap().1
    }
}

pub fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Every form on a page that posts.
pub fn forms(html: &str) -> Vec<Form> {
    let html = Html::parse_document(html);
    let all = select("form[method=post]");
    html.select(&all).map(|form| form_of(&form)).collect()
}

fn form_of(form: &ElementRef<'_>) -> Form {
    let mut out = Form {
        action: form.attr("action").unwrap().to_owned(),
        fields: Vec::new(),
        texts: Vec::new(),
        choices: Vec::new(),
    };
    for field in form.select(&select("input, textarea, select, button")) {
        let Some(name) = field.attr("name").map(str::to_owned) else { continue };
        let value = field.attr("value").unwrap_or_default().to_owned();
        match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("textarea", _) => {
                out.texts.push(name.clone());
                out.fields.push((name, field.text().collect()));
            }
            ("select", _) => {
                let (all, chosen) = (select("option"), select("option[selected]"));
                let value = |option: ElementRef<'_>| option.attr("value").unwrap_or_default().to_owned();
                out.choices.extend(field.select(&all).map(|option| (name.clone(), value(option))));
                let chosen = field.select(&chosen).next().or_else(|| field.select(&all).next());
                out.fields.push((name, chosen.map(value).unwrap_or_default()));
            }
            ("button", _) | (_, "submit") => out.choices.push((name, value)),
            (_, "checkbox" | "radio") => {
                if field.attr("checked").is_some() {
                    out.fields.push((name.clone(), value.clone()));
                }
                out.choices.push((name, value));
            }
            (_, "hidden") => out.fields.push((name, value)),
            (_, "number" | "date" | "range" | "time") => out.fields.push((name, value)),
            _ => {
                out.texts.push(name.clone());
                out.fields.push((name, value));
            }
        }
    }
    out
}

/// The first form with that action on a page.
pub fn form(html: &str, action: &str) -> Option<Form> {
    forms(html).into_iter().find(|form| form.action == action)
}
