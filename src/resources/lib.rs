//! The resources of the Webservice, each declared once.
//!
//! To add a field, add a line to its resource. To add a resource, add a file like
//! `languages.rs` and a line to the list in `lib.rs`.
#![forbid(unsafe_code)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout
)]
#![recursion_limit = "256"]

pub mod declaration;
pub mod declared;
pub mod field;
pub mod json_rows;
pub mod lexical;
pub mod node;
pub mod packed;
pub mod reader;
pub mod record;
pub mod rule;
pub mod scope;
pub mod side_effect;
pub mod sink;
#[cfg(not(target_arch = "wasm32"))]
pub mod typescript;
pub mod untyped;
pub mod value;
pub mod views;

pub use declaration::{Creation, PutHarm, Resource};
pub use declared::Declared;
pub use field::{Association, Field, Kind, Write};
pub use record::{Record, Value};
pub use rule::{Format, Rule};
pub use scope::Scope;
pub use untyped::{ANY, UNTYPED};

macro_rules! resources {
    ($($module:ident: $type:ident,)*) => {
        $(
            pub mod $module;
            pub use $module::$type;
        )*

        /// Every declared resource.
        pub static ALL: &[&Resource] = &[$($type::RESOURCE),*];

        /// Calls a visitor with every declared resource and the name of its type.
        #[cfg(not(target_arch = "wasm32"))]
        pub fn visit(visitor: &mut impl declared::Visitor) {
            $(visitor.visit::<$type>(stringify!($type));)*
        }
    };
}

// Each is a property of the client and has TypeScript types, in this order.
resources! {
    products: Product,
    orders: Order,
    order_details: OrderDetail,
    order_states: OrderState,
    order_histories: OrderHistory,
    customers: Customer,
    languages: Language,
    stock_availables: StockAvailable,
}

/// The declaration of a resource, by its name in the address.
pub fn find(name: &str) -> Option<&'static Resource> {
    let mut all = ALL.iter().copied();
    all.find(|resource| resource.name == name)
}

/// What is known about a resource, by its name in the address; [`ANY`] if nothing is.
pub fn of(name: &str) -> &'static Resource {
    let untyped = || UNTYPED.iter().find(|resource| resource.name == name);
    find(name).or_else(untyped).unwrap_or(&ANY)
}
