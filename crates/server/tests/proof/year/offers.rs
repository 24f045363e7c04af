//! What a page offers: its links within the site, and its forms.

use scraper::{ElementRef, Html, Selector};
use sim::wander::{Field, Form, Kind, Offers};

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// What can be done on a page.
pub(crate) fn of(html: &str) -> Offers {
    let html = Html::parse_document(html);
    let (links, forms) = (select("a[href^='/']"), select("form[method=post]"));
    let links = html.select(&links).filter_map(|link| link.attr("href")).map(str::to_owned).collect();
    Offers { links, forms: html.select(&forms).flat_map(|form| forms_of(&form)).collect() }
}

/// A form; and once more for each button that sends it elsewhere.
fn forms_of(form: &ElementRef<'_>) -> Vec<Form> {
    let own = form_of(form);
    let buttons = select("button[formaction]");
    let elsewhere = form.select(&buttons).filter_map(|button| button.attr("formaction"));
    let elsewhere: Vec<_> = elsewhere.map(|to| Form { action: to.to_owned(), ..own.clone() }).collect();
    [own].into_iter().chain(elsewhere).collect()
}

fn form_of(form: &ElementRef<'_>) -> Form {
    let mut out = Form { action: form.attr("action").unwrap().to_owned(), ..Form::default() };
    for field in form.select(&select("input, textarea, select, button")) {
        let Some(name) = field.attr("name").map(str::to_owned) else { continue };
        let value = field.attr("value").unwrap_or_default().to_owned();
        let kind = match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("button", _) | (_, "submit") => {
                out.buttons.push((name, value));
                continue;
            }
            ("select", _) => {
                for option in field.select(&select("option")) {
                    let value = option.attr("value").unwrap_or_default().to_owned();
                    out.fields.push(Field { name: name.clone(), kind: Kind::Option, value });
                }
                continue;
            }
            ("textarea", _) => {
                let value = field.text().collect();
                out.fields.push(Field { name, kind: Kind::Text, value });
                continue;
            }
            (_, "hidden") => Kind::Hidden,
            (_, "radio") => Kind::Radio,
            (_, "checkbox") => Kind::Tick,
            (_, "date") => Kind::Date,
            (_, "time") => Kind::Time,
            (_, "number" | "range") => Kind::Number,
            (_, "file") => continue,
            _ => Kind::Line,
        };
        out.fields.push(Field { name, kind, value });
    }
    out
}
