//! The resources whose declarations are packed. Only the build and the tests compile them.

mod catalogue;
mod delivery;
mod sales;
mod service;
mod shop;

pub use catalogue::*;
pub use delivery::*;
pub use sales::*;
pub use service::*;
pub use shop::*;

use crate::declared::{Declared, Visitor};

macro_rules! packed {
    ($($type:ident,)*) => {
        /// Every resource whose declaration is packed.
        pub static ALL: &[&crate::declaration::Resource] = &[$($type::RESOURCE),*];

        /// Calls a visitor with each of them and the name of its type.
        pub fn visit(visitor: &mut impl Visitor) {
            $(visitor.visit::<$type>(stringify!($type));)*
        }
    };
}

// Each is a property of the client and has TypeScript types, in this order.
packed! {
    Address,
    Carrier,
    OrderCarrier,
    Currency,
    Country,
    Category,
    Combination,
    ProductOptionValue,
    Manufacturer,
    Supplier,
    SpecificPrice,
    Cart,
    CartRule,
    OrderInvoice,
    OrderPayment,
    OrderSlip,
    CustomerThread,
    CustomerMessage,
    Shop,
    TaxRule,
}
