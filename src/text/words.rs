//! Every message, in English. A name is also the message's key in the other languages' files.

macro_rules! words {
    ($($name:ident = $english:literal;)*) => {
        /// A message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the text beside each name says what it is")]
        pub enum Word { $($name),* }

        const TABLE: &[(&str, &str)] = &[$((stringify!($name), $english)),*];
    };
}

impl Word {
    /// Its key in a language's file.
    pub fn key(self) -> &'static str {
        TABLE[self as usize].0
    }

    /// Its text in English.
    pub fn english(self) -> &'static str {
        TABLE[self as usize].1
    }
}

/// Every message: its key and its English text.
pub fn table() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.iter().copied()
}

words! {
    LauncherLabel = "Help";
    PanelLabel = "Help";
    LoadFailed = "Help could not be loaded. Check your connection.";
    OpenHelpPage = "Open the help page";
    NewCount = "new";
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
    ArticleGone = "This article is no longer here.";
    ArticleFailed = "The article could not be loaded.";
    FormFailed = "The form could not be loaded.";
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
    SeeRequest = "See my request";
    BackToHelp = "Back to help";
    WillBeSent = "Will be sent when you are back online";
    WillBeSentHelp = "Your request is kept on this device and goes off by itself. You can close this window.";
    SendNow = "Try now";
    EditRequest = "Edit and send again";
    Discard = "Discard";
    MyRequests = "My requests";
    NoRequests = "No requests yet";
    NoRequestsHelp = "When you write to us, you can follow here where your request stands.";
    RequestsFailed = "Your requests could not be loaded. They are safe with us.";
    LoadingRequests = "Loading…";
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
}
