//! What the Webservice knows about a resource.

use super::association::Association;
use super::field::Field;
use crate::options::ShopVersion;

/// Which of its records a shop shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of them, to every shop.
    Everything,
    /// Those of the shop; a single one of another shop is refused with code 131.
    OwnRecords,
    /// Those of the shop in a list; a single one is read from anywhere.
    OwnList,
    /// In a list, those of the shops that share customers with the shop; a single one is
    /// read from anywhere.
    SharedList,
    /// All of them in a list; a single one of another shop is refused with code 131.
    OwnAlone,
}

/// Everything the Webservice knows about a resource.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Place of its table.
    pub(crate) place: Place,
    /// Name in the URL and of the element around a list.
    pub(crate) name: &'static str,
    /// Name of one record.
    pub(crate) item: &'static str,
    /// What error messages call a record.
    pub(crate) class: &'static str,
    pub(crate) description: &'static str,
    pub(crate) fields: &'static [Field],
    pub(crate) associations: &'static [Association],
    pub(crate) scope: Scope,
    /// Methods forbidden to everybody (code 101).
    pub(crate) forbidden: &'static [&'static str],
}

/// Where a resource's table is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Addresses,
    Carriers,
    Carts,
    Categories,
    Combinations,
    Countries,
    Currencies,
    Customers,
    Employees,
    Languages,
    Manufacturers,
    OrderCarriers,
    OrderDetails,
    OrderHistories,
    OrderPayments,
    OrderStates,
    Orders,
    ProductOptionValues,
    ProductOptions,
    Products,
    Shops,
    SpecificPrices,
    StockAvailables,
    Suppliers,
}

impl Resource {
    /// Whether each shop has its own value of the field.
    pub(crate) fn is_per_shop(&self, field: &Field) -> bool {
        self.has_shop_rows() && field.per_shop
    }

    /// Whether each shop has a row of its own beside the common one. Texts of other
    /// resources are common here.
    pub(crate) fn has_shop_rows(&self) -> bool {
        matches!(self.place, Place::Combinations | Place::Products)
    }

    /// The fields of that version with their columns.
    pub(crate) fn fields(
        &self,
        version: ShopVersion,
    ) -> impl Iterator<Item = (u8, &'static Field)> + use<> {
        let fields = self.fields;
        fields
            .iter()
            .enumerate()
            .filter(move |(_, field)| field.exists(version))
            .filter_map(|(position, field)| Some((u8::try_from(position).ok()?, field)))
    }

    /// The field of that name, if the version has it.
    pub(crate) fn field(&self, name: &str, version: ShopVersion) -> Option<(u8, &'static Field)> {
        self.fields(version).find(|(_, field)| field.name == name)
    }

    /// The associations of that version with their positions.
    pub(crate) fn associations(
        &self,
        version: ShopVersion,
    ) -> impl Iterator<Item = (u8, &'static Association)> + use<> {
        let associations = self.associations;
        associations
            .iter()
            .enumerate()
            .filter(move |(_, association)| association.since <= version)
            .filter_map(|(position, association)| Some((u8::try_from(position).ok()?, association)))
    }
}
