// SPDX-License-Identifier: Apache-2.0
// The sections of the page, each blank where there is nothing to show.
#pragma once

#include "engine/reading_copy/markup.h"
#include "engine/simulate_report/simulate_report.h"

namespace proviso::simulate_report {

reading_copy::Markup assumptions(const ReportInput& input);
reading_copy::Markup comparison(const ReportInput& input);
reading_copy::Markup duties(const ReportInput& input);
reading_copy::Markup times(const ReportInput& input);
reading_copy::Markup stages(const ReportInput& input);
reading_copy::Markup resources(const ReportInput& input);
reading_copy::Markup years(const ReportInput& input);
reading_copy::Markup sensitivity(const ReportInput& input);

/// What was given for a variant.
const VariantContext& context_of(const ReportInput& input, std::size_t variant);

/// An id made of a word and numbers: `times-3`.
std::string id_of(std::string_view word, std::size_t a);
std::string id_of(std::string_view word, std::size_t a, std::size_t b);

/// Figures beside each other where there is room.
reading_copy::Markup side_by_side(const std::vector<reading_copy::Markup>& figures);

}  // namespace proviso::simulate_report
