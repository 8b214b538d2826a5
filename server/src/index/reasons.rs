//! Why a search finds an article, as the contract says it.

use helpnook_contract::ArticleId;
use helpnook_contract::reasons::{MatchField, MatchWay, Reason, Reasons};
use helpnook_search::{Field, Query, Way};

use super::LanguageIndex;

impl LanguageIndex {
    /// Why a search finds an article; `None` for one that the index does not have.
    pub fn reasons(&self, text: &str, id: &ArticleId) -> Option<Reasons> {
        self.index.entry(id.as_str())?;
        let found = self.index.explain(&Query { text, category: None, limit: 1 }, id.as_str());
        Some(Reasons { items: found.into_iter().map(reason).collect() })
    }
}

fn reason(found: helpnook_search::Reason) -> Reason {
    let helpnook_search::Reason { typed, found, way, fields, .. } = found;
    Reason { typed, found, way: way_of(way), fields: fields.into_iter().map(field_of).collect() }
}

fn way_of(way: Way) -> MatchWay {
    match way {
        Way::Same => MatchWay::Same,
        Way::Joined => MatchWay::Joined,
        Way::Longer => MatchWay::Longer,
        Way::Slip => MatchWay::Slip,
        Way::Part => MatchWay::Part,
        Way::Around => MatchWay::Around,
        Way::Meaning => MatchWay::Meaning,
        _ => MatchWay::Other,
    }
}

fn field_of(field: Field) -> MatchField {
    match field {
        Field::Title => MatchField::Title,
        Field::Heading => MatchField::Heading,
        Field::About => MatchField::About,
        _ => MatchField::Body,
    }
}
