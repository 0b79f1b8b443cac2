//! Addresses of what customers see: the product's page and its cover image.

use resources::Product;

use crate::actions::shape::{Property, Shape};
use crate::client::Client;

/// The cover image of a product.
pub const COVER_IMAGE_URL: Property = Property::new(
    "cover_image_url",
    Shape::Text,
    "Address of the product's cover image; null for none.",
)
.or_null();

/// The address of a product's page in every version; one with words, if the shop has such,
/// follows from it by a redirect. `id` may be a place to be filled.
pub fn page_url<T>(client: &Client<T>, id: &str) -> String {
    let settings = client.settings();
    let mut url = [
        settings.endpoint.base(),
        "/index.php?controller=product&id_product=",
        id,
    ]
    .concat();
    // The address alone may lead to another shop of the same PrestaShop.
    if let Some(shop) = settings.id_shop {
        url.push_str("&id_shop=");
        url.push_str(&shop.to_string());
    }
    url
}

/// The address of a product's cover image as it was uploaded: `img/p/4/2/42.jpg`.
pub fn cover_image_url<T>(client: &Client<T>, product: &Product) -> Option<String> {
    let id = product.id_default_image()?.to_string();
    let mut url = [client.settings().endpoint.base(), "/img/p"].concat();
    for digit in id.chars() {
        url.push('/');
        url.push(digit);
    }
    Some([&url, "/", &id, ".jpg"].concat())
}
