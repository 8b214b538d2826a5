//! Stems and stop words: the language knowledge that goes into an index file and stays out of the page.

use waken_snowball::Algorithm;

use crate::fold::fold;

/// Fewest letters of an English stem that is the same without a last "i": "party" is no "part".
const LONG_STEM: usize = 6;

/// What is known of one language.
pub(crate) struct Language {
    algorithm: Option<Algorithm>,
    stop: &'static str,
    /// Endings that a known word may take; spellings that the articles do not hold are found by them.
    pub endings: &'static str,
    /// Does the language write words together, as German does?
    pub has_compounds: bool,
    /// What words may also mean: on each line a word of a customer, then words of an article.
    pub thesaurus: &'static str,
}

impl Language {
    /// The language of a tag such as `de` or `pt-BR`; an unknown one has neither stems nor stop words.
    pub(crate) fn of(tag: &str) -> Language {
        use Algorithm as A;
        let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        let (algorithm, stop, endings) = match primary.as_str() {
            "en" => (
                Some(A::English),
                EN,
                "s es ed d ing er ers or ors ly y ies ied ion ions ation e able ment ments",
            ),
            "de" => {
                (Some(A::German), DE, "e en er es em n s st t te ten ter test tet et end ung ungen in innen")
            }
            "fr" => (
                Some(A::French),
                FR,
                "s e es er ez ent ons ant ee ees ais ait ement ements ion ions eur eurs ation al aux",
            ),
            "es" => (
                Some(A::Spanish),
                ES,
                "s es o a os as ar er ir ado ada ados adas ido ando iendo cion ciones mente",
            ),
            "it" => (Some(A::Italian), IT, "o a i e are ere ire ato ata ati ate ando endo zione zioni mente"),
            "pt" => (
                Some(A::Portuguese),
                PT,
                "s o a os as es ar er ir ado ada ados adas ando endo cao coes mente",
            ),
            "nl" => (Some(A::Dutch), NL, "s e en er t te ten de den je jes ing ingen"),
            "sv" => {
                (Some(A::Swedish), SV, "s a e en et er ar or na n t ade at ande arna erna orna ning ningar")
            }
            "da" => (Some(A::Danish), DA, "s e en et er r ne erne ede et ende ning ninger"),
            "nb" | "no" | "nn" => (Some(A::Norwegian), NB, "s a e en et er r ne ene ede et ende ning ninger"),
            "fi" => (Some(A::Finnish), FI, "n a t ssa sta lla lta lle ksi na ta in en i ni si nsa"),
            "ru" => {
                (Some(A::Russian), RU, "а я ы и у ю е о ом ем ой ей ов ев ам ям ах ях ть л ла ли ый ая ое ые")
            }
            "hu" => (Some(A::Hungarian), "", "t k ok ek ban ben nak nek val vel ra re"),
            "tr" => (Some(A::Turkish), "", "i in a da dan lar ler im imi"),
            "ro" => (Some(A::Romanian), "", "i e a ul lui le ii ilor"),
            "el" => (Some(A::Greek), "", ""),
            "ar" => (Some(A::Arabic), "", ""),
            "ca" => (Some(A::Catalan), "", "s a es ar er ir ada at"),
            "et" => (Some(A::Estonian), "", ""),
            "lt" => (Some(A::Lithuanian), "", ""),
            "eu" => (Some(A::Basque), "", ""),
            "hy" => (Some(A::Armenian), "", ""),
            "ga" => (Some(A::Irish), "", ""),
            "hi" => (Some(A::Hindi), "", ""),
            "id" | "ms" => (Some(A::Indonesian), "", ""),
            "ne" => (Some(A::Nepali), "", ""),
            "sr" => (Some(A::Serbian), "", ""),
            "ta" => (Some(A::Tamil), "", ""),
            "ja" => (None, JA, ""),
            "zh" => (None, ZH, ""),
            "ko" => (None, KO, ""),
            _ => (None, "", ""),
        };
        let thesaurus = match primary.as_str() {
            "en" => include_str!("thesaurus/en.txt"),
            "de" => include_str!("thesaurus/de.txt"),
            "fr" => include_str!("thesaurus/fr.txt"),
            _ => "",
        };
        let has_compounds =
            matches!(primary.as_str(), "de" | "nl" | "sv" | "da" | "nb" | "nn" | "no" | "fi" | "hu" | "is");
        Language { algorithm, stop, endings, has_compounds, thesaurus }
    }

    /// Is there a stemmer or a list of stop words for the language of this tag?
    pub(crate) fn is_known(tag: &str) -> bool {
        let language = Language::of(tag);
        language.algorithm.is_some() || !language.stop.is_empty()
    }

    /// The key that spellings of one word share. `written` is the word as it stands in the article.
    pub(crate) fn stem(&self, written: &str) -> String {
        let lower = written.to_lowercase();
        let is_plain = lower.chars().all(char::is_alphabetic) && lower.chars().count() > 2;
        match self.algorithm {
            Some(algorithm) if is_plain => {
                let mut stem = fold(&algorithm.stemmer().stem(&lower));
                // "notify" and "notification", "inquiry" and "inquire".
                if matches!(algorithm, Algorithm::English) && stem.len() >= LONG_STEM && stem.ends_with('i') {
                    stem.pop();
                }
                stem
            }
            _ => fold(&lower),
        }
    }

    /// The words that say little by themselves, folded.
    pub(crate) fn stop_words(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.stop.split_ascii_whitespace()
    }
}

const EN: &str = "a about after again all also am an and any anyone anything are as at be because been before being but by \
can cant could did do does doesnt doing dont down else ever for from get gets getting go going got had has have having he her here hers \
him his how i id if ill im in into is isnt it its ive just let like ll me more most much my need no not now of off on one only or other our out \
over own please same she should so some someone something such than thank thanks that thats the their them then there these they this those \
through to too under until up us use used using very want was way we were what whats when where which while who whom why will with without wont would \
yet you your yours ok possible hi hello dear way ways easiest easily easy best know wonder wondering try trying tried like need needs possible possibly able help please regarding regards";
const DE: &str = "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da \
damit dann das dass dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine \
einem einen einer eines er es etwas euch euer eure fur gibt habe haben hallo hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem \
ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinem keinen keiner konnen konnte konnten machen mal man \
mehr mein meine meinem meinen meiner mich mir mit moglich muss mussen musste nach nicht nichts noch nun nur ob oder ohne sehr sei sein seine seinem seinen \
seiner seit sich sie sind so soll sollen sollte sollten sondern sonst uber um und uns unser unsere unseren unter vom von vor wann war waren warum was \
weil welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur";
const FR: &str = "a ai ainsi alors apres as au aucun aucune aussi autre autres aux avant avec avez avoir avons bien bonjour c ca car ce cela \
ces cet cette ceux chaque chez ci comme comment d dans de depuis des deux doit donc dont du elle elles en encore entre est et etait etant etc ete \
etes etre eu eux fait faire faut fois font ici il ils j je jusqu l la le les leur leurs lors lorsqu lorsque lui m ma mais me meme memes merci mes moi moins mon n ne ni non \
nos notre nous on ont ou oui par parce pas peu peut peuvent peux plus pour pourquoi pouvez pouvoir puis puisqu qu quand que quel quelle quelles quels qui quoi \
s sa sans se sera ses si soit son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une vers voici vos votre vous vu y";
const ES: &str = "a al algo algun alguna antes como con cual cuando de del desde donde dos e el ella ellos en entre era es esa ese eso esta \
estan estar estas este esto estos fue ha hace hacer han has hasta hay he hola la las le les lo los mas me mi mis muy nada ni no nos o otra otro para pero por porque \
puede puedo que quien se sea ser si sido sin sobre solo son su sus tambien te tengo ti tiene tu tus un una uno unos usted ya y yo";
const IT: &str = "a ad ai al alla alle anche c che chi ci ciao co col come con cosa cui d da dal dalla dei del della delle dello di dove e ed essere fa fare \
gli ha hai hanno ho i il in io l la le lei li lo loro lui ma mi mia mie mio miei ne nei nel nella no noi non o per perche piu posso puo puoi qual quale quali quando \
quanto quella quello questa questo se sei si sia siamo sono su sua sul sulla suo te tra tu tua tuo tutti tutto un una uno vi voi";
const PT: &str = "a ao aos as ate com como da das de dela dele depois do dos e ela ele eles em entre era essa esse esta estao estar este eu faz fazer foi ha isso isto \
ja la lhe mais mas me mesmo meu meus minha minhas muito na nao nas nem no nos nossa nosso num o ola onde os ou para pela pelo pode podem por porque posso qual quando que quem \
sao se sem ser seu seus so sua suas tambem te tem tenho ter teu tu tua um uma uns voce voces";
const NL: &str = "aan al alle als altijd andere bij ben bent dan dat de deze die dit doe doen door dus een en er geen had hallo heb hebben heeft het hier hij hoe hun ik in is ja je \
jij jouw jullie kan kun kunnen maar me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat ons onze ook op over te tegen toch tot u uit uw van veel voor waar waarom wanneer was wat \
we wel werd wie wij wil worden wordt zal ze zelf zich zij zijn zo zonder zou";
const SV: &str = "alla alls an att av bara bli blir da dar de dem den denna deras dessa det detta dig din dina ditt du efter ej eller en er era ett finns fran fa far for gor gora ha hade han har hej \
hon hur i icke in inte ja jag kan kunna man med mellan men mig min mina mitt mot mycket ni nu nar nagon nagot och om oss pa sa sin sina sitt ska skall som till ut under upp utan vad var varfor vart vem \
vi vid vilka vilken vilket vara vill";
const DA: &str = "ad af alle alt at bare blev blive bliver da de dem den denne der deres det dette dig din dine dog du efter eller en end er et for fra far gor gore ham han har have hej hendes her hos \
hun hvad hvem hvis hvor hvordan hvorfor hvornar i ikke ind ja jeg jer kan kunne man mange med meget men mig min mine mit mod ned nej nogen noget nu nar og ogsa om op os over pa sa sadan selv sig sin \
sine sit skal som til ud under var ved vi vil ville vor";
const NB: &str = "alle at av bare ble bli blir da de deg dem den denne der dere deres det dette din dine ditt du eller en enn er et etter for fra far gjor gjore ha hadde han har hei hennes her hun hva hvem \
hvis hvor hvordan hvorfor i ikke inn ja jeg kan kunne man med meg men mer min mine mitt mot ned nei noe noen na nar og ogsa om opp oss over pa sa seg selv sin sine sitt skal som til ut under var ved vi vil \
ville var";
const FI: &str = "ei en ella et etta ette he hei han ja joka jos kanssa ken kuin kuka kun me mika miksi milloin mina minun missa miten mita mutta myos ne niin nyt ole olen on ovat saa se sen sina sinun siita \
sitten tai tama tassa te tuo vai vain voi voiko voin";
const RU: &str = "а без более бы был была были было быть в вам вас ваш весь во вот все всего всех вы где да для до его ее если есть еще же за здесь и из или им их к как какая какой когда ко кто ли либо мне может можно мой \
мои моя мы на над нам нас не него нее нет ни них но ну о об он она они оно от по под при привет с со так также такой там те тем то того тоже той только том ты у уже хочу чего чем что чтобы чье чья эта эти это я";

// Scripts without spaces are looked up in pairs of characters, so their stop words are written in pairs too.
const JA: &str = "です ます した して する ので から こと とき ため ない たい くだ ださ さい どう どの なに 何が には では とは のは のが のを ので んで よう うに うな られ れる れま せん いま いた いて てい しま まし \
すか でき きま きる あり りま ある いつ どこ いく くつ なぜ につ つい いて よう とを 教え えて もの それ その この これ なり なる なっ など まで また った って たら たは れば ても でも がで をす をし";
const ZH: &str = "怎么 么样 如何 什么 可以 是否 哪些 哪个 哪里 为什 为何 我的 你的 您的 他的 我们 你们 他们 请问 怎样 能否 多少 几个 这个 那个 这些 那些 一个 没有 不能 不是 就是 还是 但是 因为 所以 如果 或者 以及 关于 对于 \
需要 进行 有没 是不 能不 么办 的是 了吗 的吗 是什 有什 要怎 该怎 会有 我想 我要 想要";
const KO: &str = "어떻 떻게 하나 나요 습니 니다 있나 있는 하는 합니 니까 무엇 언제 어디 에서 으로 까지 부터 해야 되나 인가 가요 세요";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_stem() {
        let en = Language::of("en-GB");
        assert_eq!(en.stem("Downloading"), en.stem("download"));
        assert_ne!(en.stem("account"), en.stem("amount"));
        assert_eq!(en.stem("inquiries"), en.stem("inquire"));
        assert_eq!(en.stem("Notify"), en.stem("notifications"));
        assert_ne!(en.stem("party"), en.stem("part"));
        let de = Language::of("de");
        assert_eq!(de.stem("Verträge"), de.stem("Vertrag"));
    }

    #[test]
    fn numbers_and_codes_are_left_alone() {
        assert_eq!(Language::of("en").stem("E1042s"), "e1042s");
    }

    #[test]
    fn stop_lists_are_written_in_folded_form() {
        for tag in ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "ru"] {
            for word in Language::of(tag).stop_words() {
                assert_eq!(fold(word), word, "{tag}");
            }
        }
    }

    #[test]
    fn an_unknown_language_still_folds() {
        assert_eq!(Language::of("xx").stem("Čaj"), "caj");
        assert_eq!(Language::of("").stop_words().count(), 0);
    }
}
