//! The shape of every secret: wiped on drop, dots in `Debug`, compared in constant time.

/// Declares a newtype over `[u8; N]` that wipes itself, prints dots and compares in constant time.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Takes the bytes of a secret that is kept elsewhere.
            pub fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Shows the bytes, for whoever must keep them; never log or compare them.
            pub fn bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        $crate::secret::dots!($name);

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::primitives::same(&self.0, &other.0)
            }
        }

        impl Eq for $name {}
    };
}

/// Gives a type a `Debug` that shows its name and dots.
macro_rules! dots {
    ($name:ident) => {
        $crate::secret::dots_of!($name, stringify!($name));
    };
}

/// The same for a type that is more than a name.
macro_rules! dots_of {
    ($type:ty, $name:expr) => {
        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str($name)?;
                f.write_str("(···)")
            }
        }
    };
}

pub(crate) use {dots, dots_of, secret};
