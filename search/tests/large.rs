//! Many articles: every one that holds a word is found by it, wherever in the file its list lies.

use helpnook_search::{Field, Index, Query, SourceArticle, build};

const ARTICLES: usize = 1_500;

/// Does this article hold the word with this number, and how often? Some words are in all articles, most in a few.
fn often(article: usize, word: usize) -> usize {
    let chance = (article * 7_919 + word * 104_729 + article * word * 31) % 1_009;
    if chance.is_multiple_of(1 + word * word / 3) { 1 + chance % 6 * usize::from(word < 12) } else { 0 }
}

/// A word that no other one is near to.
fn word(number: usize) -> String {
    let digit = |place: u32| {
        ["bo", "di", "fu", "ga", "ke", "lo", "mi", "nu", "po", "ra"][number / 10_usize.pow(place) % 10]
    };
    format!("{}{}zwq{}x", digit(0).repeat(2), digit(1).repeat(2), digit(0))
}

#[test]
fn every_list_is_whole() {
    let titles: Vec<String> = (0..ARTICLES).map(|article| word(40 + article % 20)).collect();
    let text = |article| {
        let words = (0..60).flat_map(|number| std::iter::repeat_n(word(number), often(article, number)));
        words.collect::<Vec<_>>().join(" ")
    };
    let bodies: Vec<String> = (0..ARTICLES).map(text).collect();
    let ids: Vec<String> = (0..ARTICLES).map(|article| article.to_string()).collect();
    let source = |article: usize| SourceArticle {
        id: &ids[article],
        title: &titles[article],
        headings: &[],
        body: &bodies[article],
        category: "",
        tags: &[],
        prior: 0.0,
    };
    let sources: Vec<_> = (0..ARTICLES).map(source).collect();
    let index = Index::open(build("en", &sources).unwrap()).unwrap();
    for number in 0..60 {
        let asked = word(number) + " ";
        let query = Query { text: &asked, category: None, limit: ARTICLES };
        let mut found: Vec<usize> = index.search(&query).iter().map(|hit| hit.id.parse().unwrap()).collect();
        found.sort_unstable();
        let holds = |&article: &usize| often(article, number) > 0 || titles[article] == word(number);
        let expected: Vec<usize> = (0..ARTICLES).filter(holds).collect();
        assert_eq!(found, expected, "word {number}");
        for &article in expected.iter().step_by(97) {
            let reasons = index.explain(&query, &ids[article]);
            let is_in = |field| reasons.iter().any(|reason| reason.fields.contains(&field));
            assert_eq!(is_in(Field::Body), often(article, number) > 0, "word {number} in {article}");
            assert_eq!(is_in(Field::Title), titles[article] == word(number), "word {number} in {article}");
            assert!(!is_in(Field::Heading) && !is_in(Field::About));
        }
    }
}
