// SPDX-License-Identifier: Apache-2.0
// Values that the reader compares with, upright across a plot: a line, or a band where they are not always the same.
#pragma once

#include <vector>

#include "engine/charts/axes.h"
#include "engine/charts/histogram.h"

namespace proviso::charts {

/// `otherwise` where there are none that lie further out.
double least_of(const std::vector<Mark>& marks, double otherwise);
double greatest_of(const std::vector<Mark>& marks, double otherwise);

std::vector<KeyEntry> key_of(const std::vector<Mark>& marks);

/// Bands go under what is drawn, lines over it.
void draw_bands(Canvas& canvas, const Plot& plot, const Scale& x, const std::vector<Mark>& marks);
void draw_rules(Canvas& canvas, const Plot& plot, const Scale& x, const std::vector<Mark>& marks);

}  // namespace proviso::charts
