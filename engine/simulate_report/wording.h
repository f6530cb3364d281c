// SPDX-License-Identifier: Apache-2.0
// What results are called in sentences, headings and charts.
#pragma once

#include <string>
#include <string_view>

#include "engine/charts/chart.h"
#include "engine/simulate/results.h"

namespace proviso::simulate_report {

charts::Spread spread(const simulate::Estimate& estimate);

/// `“Publish the letter”`; the name where there is no title.
std::string titled(std::string_view title, std::string_view name);

/// `the scenario as it is`, or the variant's name in quotation marks.
std::string variant_words(const simulate::VariantResults& variant);
/// For keys and tables: `As it is`, or the variant's name.
std::string variant_name(const simulate::VariantResults& variant);

/// What an answer's unit is counted in.
charts::Quantity quantity_of(std::string_view unit);
/// ` days`, ` in a run`, ` a year`; nothing after a share.
std::string unit_after(std::string_view unit);

/// `the share of “Publish the letter” that is done in time`, for `share of letter`: duties and events by their titles.
std::string subject_of(const simulate::VariantResults& variant, std::string_view answer);

/// `84.6 % (95 % interval 83.9 to 85.3 %)`.
std::string estimate_words(const simulate::SimulationResults& results, const simulate::Estimate& estimate,
                           std::string_view unit);

/// `letter-published, takes, triangular: likeliest`, for `events.letter-published.takes.triangular.2`.
std::string place_words(std::string_view place);

/// `1 case`, `1,204 cases`.
std::string counted(std::uint64_t many, std::string_view one, std::string_view more = {});

/// With a capital at its beginning, where that is one of the 26 letters.
std::string capitalised(std::string_view text);

}  // namespace proviso::simulate_report
