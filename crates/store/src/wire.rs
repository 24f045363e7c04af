//! How records look as JSON, for stores that are asked from afar: bytes are base64url without padding.

use serde_with::base64::{Base64, UrlSafe};
use serde_with::formats::Unpadded;

/// Bytes as text.
pub type B64 = Base64<UrlSafe, Unpadded>;
