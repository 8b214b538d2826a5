//! helpnook-console
