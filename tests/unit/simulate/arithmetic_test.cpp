// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/arithmetic.h"

#include <gtest/gtest.h>

#include <cmath>

namespace proviso::simulate {
namespace {

TEST(Arithmetic, LogarithmAndExponentialAreThoseOfTheLibrary) {
  for (double x = 1e-300; x < 1e300; x *= 1.37) {
    EXPECT_NEAR(natural_log(x), std::log(x), 4e-16 * std::max(1.0, std::fabs(std::log(x)))) << x;
  }
  EXPECT_EQ(natural_log(1), 0);
  EXPECT_NEAR(natural_log(5e-324), std::log(5e-324), 1e-12);
  for (double x = -700; x < 700; x += 0.377) EXPECT_NEAR(natural_exp(x) / std::exp(x), 1, 1e-15) << x;
  EXPECT_EQ(natural_exp(0), 1);
  EXPECT_EQ(natural_exp(-1000), 0);
  EXPECT_TRUE(std::isinf(natural_exp(1000)));
}

TEST(Arithmetic, TheNormalDistributionIsThatOfTheLibrary) {
  for (double x = -8; x < 8; x += 0.01) {
    EXPECT_NEAR(normal_cdf(x) / (0.5 * std::erfc(-x / std::sqrt(2))), 1, 1e-12) << x;
  }
  for (double p = 1e-14; p < 0.9999999; p += p < 1e-3 ? p * 0.3 : 1e-3) {
    EXPECT_NEAR(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2)) / p, 1, 1e-12) << p;
  }
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-15);
}

// From printed tables of Student's t.
TEST(Arithmetic, StudentQuantilesAreThoseOfTheTables) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.706, 0.0005);
  EXPECT_NEAR(student_quantile(0.975, 2), 4.303, 0.0005);
  EXPECT_NEAR(student_quantile(0.975, 9), 2.262, 0.0005);
  EXPECT_NEAR(student_quantile(0.995, 19), 2.861, 0.0005);
  EXPECT_NEAR(student_quantile(0.975, 1e6), 1.960, 0.0005);
}

}  // namespace
}  // namespace proviso::simulate
