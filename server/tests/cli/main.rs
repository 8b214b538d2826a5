//! The program as an operator meets it: settings, import, serving and stopping; and the files of a site.

/// Settings, right and wrong.
mod check;
/// The program, run in a folder of its own.
mod program;

/// Articles of real sites, where they are at hand.
mod corpora;
/// Keys for signed identities.
mod identity;
/// Bringing articles in.
mod import;
/// Searches that articles answered.
mod searches;
/// Starting, answering, stopping.
mod serve;
/// The widget's and the console's files.
mod site;
