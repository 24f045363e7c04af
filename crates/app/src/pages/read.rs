//! (to come)

use crate::Route;

pub(crate) const ROUTES: &[Route] = &[];
