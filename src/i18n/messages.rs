//! Every message, in English. A name is also the message's key in the other languages' files.

use std::cell::Cell;

macro_rules! messages {
    ($([$list:ident] $($name:ident = $english:literal;)*)*) => {
        /// A message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the text beside each name says what it is")]
        pub enum TextKey { $($($name,)*)* }

        /// How many messages each list has.
        const LENGTHS: [usize; LISTS] = [$([$(stringify!($name)),*].len()),*];

        /// A list of messages as one text: that is smaller than a table, and lies where it is named.
        mod list {
            $(pub(super) const $list: &str = concat!($(stringify!($name), "=", $english, "\n",)*);)*
        }
    };
}

const LISTS: usize = 4;

/// The messages of some screens, which come with the code that draws these.
#[derive(Clone, Copy)]
pub struct List(usize, &'static str);

/// What reading articles says.
pub const ARTICLE: List = List(1, list::ARTICLE);
/// What writing, following and rating requests says.
pub const REQUESTS: List = List(2, list::REQUESTS);

thread_local! {
    /// The lists that are here: all of them, unless some come later.
    static HERE: Cell<[&'static str; LISTS]> = const {
        Cell::new(if cfg!(feature = "chunks") {
            [list::FIRST, "", "", ""]
        } else {
            [list::FIRST, list::ARTICLE, list::REQUESTS, list::LOADER]
        })
    };
}

/// The messages of a list are here from now on.
pub fn add_messages(List(at, text): List) {
    let mut here = HERE.get();
    here[at] = text;
    HERE.set(here);
}

impl TextKey {
    /// Its key in a language's file and its text in English; nothing as long as its list is not here.
    pub fn entry(self) -> (&'static str, &'static str) {
        let mut at = self as usize;
        for (list, length) in HERE.get().into_iter().zip(LENGTHS) {
            if at < length {
                return list.split('\n').nth(at).and_then(|line| line.split_once('=')).unwrap_or_default();
            }
            at -= length;
        }
        unreachable!("every message is in a list")
    }
}

/// Every message: its key and its English text.
pub fn table() -> impl Iterator<Item = (&'static str, &'static str)> {
    HERE.get().into_iter().flat_map(|list| list.lines().filter_map(|line| line.split_once('=')))
}

messages! {
    // What the first screen says, and what is said for those that are on their way.
    [FIRST]
    LauncherLabel = "Help";
    PanelLabel = "Help";
    OpenHelpPage = "Open the help page";
    HelpArticle = "Help article";
    MyRequest = "My request";
    HomeTitle = "How can we help?";
    Close = "Close";
    Back = "Back";
    BarLabel = "Help sections";
    BarHelp = "Help";
    BarRequests = "My requests";
    BarWrite = "Write to us";
    WriteToUs = "Write to us";
    UnreadCount = "one:{n} request with news|other:{n} requests with news";
    Away = "We cannot be reached just now. Everything you write is kept here, and we keep trying.";
    TryAgain = "Try again";
    SearchLabel = "Search help articles";
    SearchPlaceholder = "Ask your question";
    ClearSearch = "Clear search";
    Searching = "Searching…";
    ResultsLabel = "Help articles";
    Results = "one:{n} help article found|other:{n} help articles found";
    NothingFound = "No help article found";
    NothingFoundFor = "Nothing found for “{query}”";
    NothingFoundHelp = "Try fewer or other words, or ask us: your question comes along.";
    DidYouMean = "Did you mean {query}?";
    RecentSearches = "Your recent searches";
    ForgetSearches = "Forget these";
    OnlyIn = "Only in {category}";
    SearchEverywhere = "Search all topics";
    NearTopics = "Perhaps one of these topics:";
    SearchFailed = "The search did not answer. You can try again, or write to us.";
    AskUsThis = "Ask us instead";
    ForThisPage = "For this page";
    Popular = "Often read";
    Topics = "Topics";
    AllTopics = "All topics";
    LoadingArticles = "Loading help articles…";
    NewReply = "New reply: {subject}";
    LoadingArticle = "Loading the article…";
    ArticleFailed = "The article could not be loaded.";
    FormFailed = "The form could not be loaded.";
    MyRequests = "My requests";
    RequestsFailed = "Your requests could not be loaded. They are safe with us.";
    LoadingRequests = "Loading…";
    // Named only by what reads articles.
    [ARTICLE]
    ArticleGone = "This article is no longer here.";
    ArticleCut = "This article is too long to be shown in full here.";
    BackToSearch = "Back to search";
    Related = "Related articles";
    StillNeedHelp = "Still need help? Write to us";
    WasItHelpful = "Did this answer your question?";
    Yes = "Yes";
    No = "No";
    VoteYesThanks = "Good to know, thank you.";
    VoteNoThanks = "Thank you. We will improve this article; if you still need help, write to us.";
    VoteFailed = "Your answer did not reach us. Did this answer your question?";
    // Named only by what writes, follows and rates requests.
    [REQUESTS]
    ReplyTime = "Replies usually come within {usual}, 9 of 10 within {most}.";
    ReplyTimeOnce = "Replies usually come within {usual}.";
    Minutes = "one:{n} minute|other:{n} minutes";
    Hours = "one:{n} hour|other:{n} hours";
    Days = "one:{n} day|other:{n} days";
    Subject = "Subject";
    Message = "How can we help?";
    Email = "E-mail";
    Name = "Name";
    Optional = "optional";
    Locked = "cannot be changed here";
    Category = "Topic";
    CategoryNone = "Not sure";
    MayHelp = "These may answer it already";
    SubjectMissing = "Say in a few words what it is about.";
    MessageMissing = "Write what we can do for you.";
    EmailMissing = "Give an e-mail address, so that our reply can reach you.";
    EmailWrong = "This does not look like an e-mail address. Example: eve@example.com";
    TooLong = "Please shorten this to {max} characters.";
    PleaseCheck = "Please check the marked fields.";
    SendRequest = "Send request";
    Sending = "Sending…";
    NotAccepted = "This could not be accepted as it is. Nothing is lost.";
    PerhapsSent = "We cannot tell whether this has reached us. Look into your e-mail before you send it again.";
    DraftNotKept = "This browser keeps nothing for us: what you write stays only until you leave the page.";
    PageComesAlong = "We send along which page you are on: {page}";
    AttachFiles = "Attach files";
    RemoveFile = "Remove {name}";
    FileSending = "{name} is being uploaded…";
    FileTooLarge = "{name} is too large: at most {max}.";
    FileType = "{name} is of a type that we do not take. Allowed: {types}.";
    FileTooMany = "{name} was not added: at most {max} files.";
    FileFailed = "{name} could not be uploaded.";
    FileGone = "{name} is no longer with us, because it waited for more than a day. Please attach it again.";
    FileNotLoaded = "{name} could not be loaded. Please try again.";
    FilesOnTheWay = "A file is still being uploaded. Send again in a moment.";
    SentTitle = "We have your request";
    SentWhere = "You will find our reply here, under “My requests”.";
    SentNotKept = "This browser keeps nothing for us: you will find our reply here only until you leave the page.";
    SeeRequest = "See my request";
    BackToHelp = "Back to help";
    WillBeSent = "Will be sent when you are back online";
    WillBeSentHelp = "Your request is kept on this device and goes off by itself. You can close this window.";
    WaitsNotKept = "This browser keeps nothing for us: please leave this page open until your request is sent.";
    SendNow = "Try now";
    EditRequest = "Edit and send again";
    Discard = "Discard";
    SendAgain = "Send again";
    NoRequests = "No requests yet";
    NoRequestsHelp = "When you write to us, you can follow here where your request stands.";
    RequestGone = "This request can no longer be opened on this device.";
    Unread = "New reply";
    You = "You";
    Team = "Support team";
    StatusNew = "Received";
    StatusOpen = "We are on it";
    StatusWaiting = "Waiting for you";
    StatusSolved = "Solved";
    StatusClosed = "Closed";
    History = "What happened so far";
    Thread = "Messages";
    YourReply = "Your reply";
    ReplyMissing = "Write your reply first.";
    NewReplyFrom = "New reply from {name}: {text}";
    ReplySent = "Your reply is with us.";
    SendReply = "Send reply";
    MarkSolved = "This is solved";
    Reopen = "Reopen";
    NowSolved = "Marked as solved.";
    NowOpen = "Open again. We are on it.";
    ChangeFailed = "That did not reach us. Please try again.";
    RequestClosed = "This request is closed. Write to us anew and we will pick it up from here.";
    RateLabel = "Rating";
    RateAbout = "About your request {reference}";
    RateQuestion = "How did we do?";
    Score1 = "Very dissatisfied";
    Score2 = "Dissatisfied";
    Score3 = "Neutral";
    Score4 = "Satisfied";
    Score5 = "Very satisfied";
    NotNow = "Not now";
    CommentGood = "What made the difference?";
    CommentBad = "We are sorry. What should we have done?";
    SendRating = "Send";
    RateDone = "Thank you. We read every answer.";
    RateBadDone = "Thank you for telling us. If it is not solved, reopen your request and we will carry on.";
    ReopenInstead = "Open the request";
    RateFailed = "Your rating did not reach us. Please tap again.";
    // Said by the loader alone: see `xtask/src/languages.rs`.
    [LOADER]
    LoadFailed = "Help could not be loaded. Check your connection.";
    NewCount = "new";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Which files may name the messages of a list, by the beginnings of their paths in `src/`.
    const MAY: [(&str, &[&str]); 3] = [
        (list::ARTICLE, &["screens/article"]),
        (
            list::REQUESTS,
            &[
                "components/attachments",
                "components/delivery",
                "components/reply_time",
                "components/status_badge",
                "screens/new_ticket",
                "screens/survey",
                "screens/ticket",
                "state/attachments",
            ],
        ),
        (list::LOADER, &[]),
    ];

    #[test]
    fn what_comes_later_is_named_only_by_what_comes_with_it() {
        let mut faults = Vec::new();
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![src.clone()];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                files += 1;
                let name = path.strip_prefix(&src).expect("in src").to_string_lossy().replace('\\', "/");
                // Here they are made, and tested.
                if name == "i18n/messages.rs" {
                    continue;
                }
                let code = std::fs::read_to_string(&path).expect("text");
                let named: Vec<&str> = code
                    .split("TextKey::")
                    .skip(1)
                    .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
                    .collect();
                for (list, may) in MAY {
                    let is_allowed = may.iter().any(|start| name.starts_with(start));
                    let keys = list.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key);
                    faults.extend(
                        keys.filter(|key| !is_allowed && named.contains(key))
                            .map(|key| format!("{name} names {key}, which may not be here yet")),
                    );
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
        assert!(files > 50, "the files are seen");
    }

    #[test]
    fn each_message_finds_its_own_line() {
        assert_eq!(TextKey::LauncherLabel.entry(), ("LauncherLabel", "Help"));
        assert_eq!(TextKey::ArticleGone.entry().0, "ArticleGone");
        assert_eq!(TextKey::Yes.entry(), ("Yes", "Yes"));
        assert_eq!(TextKey::RateFailed.entry().0, "RateFailed");
        assert_eq!(table().count(), LENGTHS.iter().sum::<usize>());
    }
}
