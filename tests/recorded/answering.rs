//! Which shop a recorded answer is of, by its links.

use aismarttalk_prestashop::webservice::Endpoint;

use crate::exchange;

#[test]
fn given_every_recorded_answer_then_its_links_lead_to_the_shop_that_was_asked() {
    let Some(folder) = exchange::folder() else {
        println!("skipped: the recorded exchanges are not beside the crate");
        return;
    };
    let (mut silent, mut same, mut elsewhere) = (0, 0, Vec::new());
    for recording in exchange::all(&folder) {
        for exchange in &recording.exchanges {
            let (path, query) = exchange
                .target
                .split_once('?')
                .unwrap_or((&exchange.target, ""));
            let names_shop = query.contains("id_shop=") || query.contains("id_group_shop=");
            let (Some(response), false) = (&exchange.response, names_shop) else {
                continue;
            };
            // What is asked without the Webservice's own address is no address of a shop.
            let Some((folder, _)) = path.split_once("/api") else {
                continue;
            };
            let asked = Endpoint::parse(&format!("http://shop.example{folder}/api")).unwrap();
            match response.answering() {
                None => silent += 1,
                Some(shop) if shop.folder() == asked.folder() => same += 1,
                Some(shop) => elsewhere.push(format!("{}: {path} -> {shop}", recording.name)),
            }
        }
    }
    println!("{same} of the shop that was asked, {silent} without links, {elsewhere:?}");
    assert!(same > 1_000);
    assert_eq!(elsewhere, [""; 0], "false alarms");
}
