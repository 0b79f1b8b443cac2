//! Addresses of what customers see: the product's page and its cover image.

use crate::client::Client;

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

/// The address of an image as it was uploaded: `img/p/4/2/42.jpg`.
pub fn image_url<T>(client: &Client<T>, id: u32) -> String {
    let id = id.to_string();
    let mut url = [client.settings().endpoint.base(), "/img/p"].concat();
    for digit in id.chars() {
        url.push('/');
        url.push(digit);
    }
    [&url, "/", &id, ".jpg"].concat()
}
