//! A node over a PostgreSQL database.

use std::path::Path;

use server::data::Data;
use server::host::{Host, Pages, Setup};
use server::secrets::Secrets;
use vault::Cost;

pub(crate) async fn node(address: &str, secrets: &Path) -> Host {
    let data = Data::open(Path::new("nowhere"), Some(address)).await.unwrap();
    let secrets = Secrets::open(secrets, !data.is_new().await.unwrap()).unwrap();
    let setup = Setup {
        url: "https://toward.example".into(),
        exit: "https://example.org/".into(),
        demo: false,
        cost: Cost::TEST,
        fetch_inside: false,
        devices: true,
        pages: Pages::APP,
    };
    Host::new(data, secrets, setup).await.unwrap()
}
