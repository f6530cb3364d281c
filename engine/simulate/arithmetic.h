// SPDX-License-Identifier: Apache-2.0
// Functions made of additions, multiplications, divisions and square roots alone, which every machine rounds alike: the
// ones of a mathematical library differ in the last bit from one to the next, and a draw must not.
#pragma once

namespace proviso::simulate {

/// The natural logarithm. Precondition: x > 0 and finite.
double natural_log(double x);
/// e to the x; 0 and infinity where that is beyond a double.
double natural_exp(double x);
/// The number below which a standard normal variable stays with probability p. Precondition: 0 < p < 1.
double normal_quantile(double p);
/// The probability with which a standard normal variable stays below x.
double normal_cdf(double x);
/// The number below which Student's t with so many degrees of freedom stays with probability p, 0.5 < p < 1.
double student_quantile(double p, double degrees);

}  // namespace proviso::simulate
