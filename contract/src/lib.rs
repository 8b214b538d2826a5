//! helpnook-contract
