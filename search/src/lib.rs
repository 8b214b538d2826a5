//! helpnook-search
