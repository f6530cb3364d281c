// SPDX-License-Identifier: Apache-2.0
// How estimates are put into words: shared by the assumptions file and the table for a terminal. Internal to
// engine/fit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fit/estimates.h"
#include "engine/model/model.h"

namespace proviso::fit {

/// `working days`, `days`.
std::string_view unit_words(const Pair& pair);
/// At most so many decimals, without zeros at the end: `0.5`, `12`.
std::string decimal(double value, int decimals);
/// `10.7 %`.
std::string percent(double share);
/// `10.7 % (6.7 to 16.8 %)`.
std::string share_words(const Share& share);
/// `median 44, 90th percentile 65 working days`; `not reached` where the curve never gets there.
std::string quantile_words(const PairEstimate& estimate);
/// `wsoa-required: yes`, `progress: [good, fair]`.
std::string test_words(const model::Framework& framework, const FactTest& test);
/// A value of a yes/no fact or of a `one of`, as the rules write it.
std::string value_words(const model::Framework& framework, std::uint32_t fact, const Value& value);
/// `1 case`, `149 cases`.
std::string counted(std::uint64_t number, std::string_view noun, std::string_view plural = {});

/// What a reader must know of an estimate beside its numbers, each a sentence without a full stop.
std::vector<std::string> remarks(const model::Framework& framework, const PairEstimate& estimate,
                                 const Options& options);
/// `within 33 working days (publish-letter): 10.7 % (6.7 to 16.8 %)`; empty where no limit has a number of days.
std::string limit_words(const model::Framework& framework, const PairEstimate& estimate);

}  // namespace proviso::fit
