use helpnook_contract::ArticleId;
use helpnook_contract::reasons::{ListReasons, MatchField, MatchWay, ReasonsQuery};

use crate::support::World;

#[tokio::test]
async fn why_an_article_is_found_is_said_word_by_word() {
    let world = World::new().await;
    world.article("returns", "en", "Return a parcel", "Print the label and bring the parcel.", 1).await;
    world.article("pay", "en", "Ways to pay", "By card or on account.", 2).await;
    let ask = async |article: &str, query: &str| {
        let query = ReasonsQuery { query: query.to_owned(), language: None };
        world.call("", &ListReasons { id: ArticleId::from(article), query }).await
    };
    let reasons = ask("returns", "parcle label").await.expect("reasons").items;
    let said: Vec<_> = reasons.iter().map(|r| (r.typed.as_str(), r.found.as_str(), r.way)).collect();
    assert!(said.contains(&("parcle", "parcel", MatchWay::Slip)), "{said:?}");
    assert!(said.contains(&("label", "label", MatchWay::Same)), "{said:?}");
    let parcel = reasons.iter().find(|reason| reason.typed == "parcle").expect("one for it");
    assert_eq!(parcel.fields, [MatchField::Title, MatchField::Body]);

    assert_eq!(ask("pay", "parcel").await.expect("no reason").items, []);
    assert_eq!(ask("nothing", "parcel").await.expect_err("unknown").status, 404);
}
