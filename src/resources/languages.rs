//! Languages.

use super::declared::resource;

resource! {
    /// A language of the shop, active or not.
    pub struct Language = "languages" / "language";
    /// Languages, active or not.
    property;
    fields {
        /// Id of the language.
        id: Id, kept;
        /// Name.
        name: Text;
        /// Two-letter code, such as `en`.
        iso_code: Text;
        /// Locale, such as `en-US`.
        locale: Text, since(1, 7);
        /// Code for HTML, such as `en-us`.
        language_code: Text;
        /// Whether the shop uses it.
        active: Boolean;
        /// Whether it is written from right to left.
        is_rtl: Boolean;
        /// Format of dates, in PHP's letters.
        date_format_lite: Text;
        /// Format of dates with times, in PHP's letters.
        date_format_full: Text;
    }
    associations {}
}
