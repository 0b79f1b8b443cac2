//! What a shop sells with: currencies, countries, taxes, and the shops of a multistore.

use crate::declared::resource;

resource! {
    /// A currency.
    pub struct Currency = "currencies" / "currency";
    /// Currencies.
    property;
    fields {
        /// Id of the currency.
        id: Id, kept;
        /// Name in each language.
        names: Multilingual, since(1, 7), dynamic;
        /// Name, in the default language of the shop.
        name: Text, dynamic;
        /// Symbol.
        symbol: Multilingual, since(1, 7);
        /// Three-letter code, such as `EUR`.
        iso_code: Text;
        /// Three-digit code, such as `978`.
        numeric_iso_code: Text, since(1, 7);
        /// Digits behind the point.
        precision: Integer, since(1, 7);
        /// What one unit of the default currency is worth in it.
        conversion_rate: Decimal, each_shop;
        /// Whether it was deleted.
        deleted: Boolean;
        /// Whether customers can pay in it.
        active: Boolean;
        /// Whether it is not in the list of official currencies.
        unofficial: Boolean, since(1, 7);
        /// Whether the merchant changed its symbol or pattern.
        modified: Boolean, since(1, 7);
        /// How amounts are written.
        pattern: Multilingual, since(1, 7);
        /// Three-digit code.
        iso_code_num: Text, until(1, 7);
        /// Whether a blank stands between amount and sign: 1 yes, 0 no.
        blank: Integer, until(1, 7);
        /// Sign.
        sign: Text, until(1, 7);
        /// Number of the format that amounts are written in.
        format: Integer, until(1, 7);
        /// Whether amounts have digits behind the point.
        decimals: Boolean, until(1, 7);
    }
    associations {}
}

resource! {
    /// A country, sold to or not.
    pub struct Country = "countries" / "country";
    /// Countries, sold to or not.
    property;
    fields {
        /// Id of the country.
        id: Id, kept;
        /// Id of the zone.
        id_zone: Link;
        /// Id of its own currency; `null` for the shop's default.
        id_currency: Link;
        /// Telephone prefix, such as 49.
        call_prefix: Integer;
        /// Two-letter code, such as `DE`.
        iso_code: Text;
        /// Whether customers can choose it.
        active: Boolean;
        /// Whether it has states or provinces.
        contains_states: Boolean;
        /// Whether an address needs an identification number, `dni`.
        need_identification_number: Boolean;
        /// Whether an address needs a postcode.
        need_zip_code: Boolean;
        /// How postcodes look: `N` a digit, `L` a letter, `C` the country's code.
        zip_code_format: Text;
        /// Whether prices say that they include tax.
        display_tax_label: Boolean;
        /// Name.
        name: Multilingual;
    }
    associations {}
}

resource! {
    /// A shop of the installation.
    pub struct Shop = "shops" / "shop";
    /// The shops of the installation; a plain PrestaShop has one.
    property;
    fields {
        /// Id of the shop.
        id: Id, kept;
        /// Id of the group of shops.
        id_shop_group: Link;
        /// Id of its root category.
        id_category: Link;
        /// Id of the theme.
        id_theme: Link, until(1, 7);
        /// Whether it is open.
        active: Boolean;
        /// Whether it was deleted.
        deleted: Boolean;
        /// Name.
        name: Text;
        /// Colour in the back office, such as `#25b9d7`.
        color: Text, since(1, 7);
        /// Name of the theme.
        theme_name: Text, since(1, 7);
    }
    associations {}
}

resource! {
    /// A rule of a tax rules group: the tax of one country, state or range of postcodes.
    pub struct TaxRule = "tax_rules" / "tax_rule";
    /// The rules of tax rules groups.
    property;
    fields {
        /// Id of the rule.
        id: Id, kept;
        /// Id of the tax rules group.
        id_tax_rules_group: Link;
        /// Id of the state or province; `null` for the whole country.
        id_state: Link;
        /// Id of the country.
        id_country: Link;
        /// First postcode; `0` or empty for all.
        zipcode_from: Text;
        /// Last postcode; `0` or empty where there is but one.
        zipcode_to: Text;
        /// Id of the tax; `null` for no tax.
        id_tax: Link;
        /// With other taxes: 0 this one alone, 1 added to them, 2 on top of them.
        behavior: Integer;
        /// Description.
        description: Text;
    }
    associations {}
}
