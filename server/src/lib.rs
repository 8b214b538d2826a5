//! helpnook-server
