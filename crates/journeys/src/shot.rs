//! Pictures of a page: on a phone, on a desk, in the dark, on paper.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64ct::{Base64, Encoding};
use serde_json::json;

use crate::Visitor;

/// The width and height of a phone.
pub const PHONE: (u32, u32) = (390, 844);

/// How a page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// On a screen, by day.
    Light,
    /// On a screen, by night.
    Dark,
    /// As it would be printed.
    Print,
}

impl Visitor {
    /// Makes the window so wide and high; a narrow one behaves as a phone does.
    pub fn window(&self, width: u32, height: u32) {
        let params =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
        self.call("Emulation.setDeviceMetricsOverride", &params);
        self.width.set(width);
    }

    /// Looks at pages by day, by night or as printed from now on.
    pub fn look(&self, look: Look) {
        let scheme = if look == Look::Dark { "dark" } else { "light" };
        let media = if look == Look::Print { "print" } else { "" };
        let features = [json!({ "name": "prefers-color-scheme", "value": scheme })];
        self.call("Emulation.setEmulatedMedia", &json!({ "media": media, "features": features }));
    }

    /// Takes a picture of the whole page.
    pub fn screenshot(&self, file: &Path) {
        let params = json!({ "format": "png", "captureBeyondViewport": true });
        let taken = self.call("Page.captureScreenshot", &params);
        keep(file, taken["data"].as_str());
    }

    /// With `TOWARD_SHOTS=folder` each story leaves a picture of every page it came to, in order.
    pub(crate) fn picture_for_the_book(&self) {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let Some(folder) = std::env::var_os("TOWARD_SHOTS") else { return };
        let story = std::thread::current().name().unwrap_or("story").to_owned();
        let page = self.path().trim_matches('/').replace('/', "-");
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        self.screenshot(&Path::new(&folder).join(story).join(format!("{number:03}-{page}.png")));
    }

    /// Prints the page on A4.
    pub fn print(&self, file: &Path) {
        let params = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false });
        let printed = self.call("Page.printToPDF", &params);
        keep(file, printed["data"].as_str());
    }
}

fn keep(file: &Path, data: Option<&str>) {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).unwrap();
    }
    let bytes = Base64::decode_vec(data.unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}
