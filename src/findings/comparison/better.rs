//! Which direction of a figure is the better one.

/// Which direction of a figure is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Smaller,
    /// More, or later, is better.
    Larger,
    /// Neither.
    Neither,
}

/// Which direction is better for this figure.
pub fn better(id: &str) -> Better {
    // Values of parts are named by paths.
    match id.rsplit('/').next().unwrap_or(id) {
        "unmet_person_nights"
        | "waiting_person_nights"
        | "emergency_person_nights"
        | "lost_households_share"
        | "probability_of_shortage"
        | "probability_of_lasting_shortage"
        | "blocked_bed_nights"
        | "worst_district_share"
        | "dissimilarity_end"
        | "forced_moves"
        | "relocations"
        | "cost_total_eur"
        | "probability_of_bottleneck"
        | "waiting_median_days"
        | "waiting_p90_days"
        | "waiting_mean_days"
        | "waiting_person_days"
        | "waiting_nights"
        | "reached"
        | "too_late"
        | "affected"
        | "cost"
        | "net"
        | "operation"
        | "investment" => Better::Smaller,
        "first_shortage_date"
        | "first_day"
        | "free_usable_places_min"
        | "first_bottleneck_date"
        | "in_time_share"
        | "revenue" => Better::Larger,
        _ => Better::Neither,
    }
}
