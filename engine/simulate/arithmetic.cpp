// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/arithmetic.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace proviso::simulate {
namespace {

constexpr double kLn2High = 6.93147180369123816490e-01;  // its last 32 bits are 0: a multiple of it is exact
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kRootHalf = 0.70710678118654752440;
constexpr double kRootTwoPi = 2.50662827463100050242;

// 2 to the power, which must be that of a normal number.
double two_to(int power) { return std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52U); }

double normal_density(double x) { return natural_exp(-x * x / 2) / kRootTwoPi; }

// The regularised incomplete beta function by Lentz's continued fraction, for student_quantile().
double beta_fraction(double a, double b, double x) {
  constexpr int kMost = 300;
  constexpr double kTiny = 1e-300;
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  d = 1 / (std::fabs(d) < kTiny ? kTiny : d);
  double result = d;
  for (int i = 1; i <= kMost; ++i) {
    const double m = i;
    double term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + term * d);
    c = 1 + term / c;
    result *= d * c;
    term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + term * d);
    c = 1 + term / c;
    const double step = d * c;
    result *= step;
    if (std::fabs(step - 1) < 1e-15) break;
  }
  return result;
}

// ln Γ(x) by Stirling's series, after moving x up to where it is exact.
double log_gamma(double x) {
  double shift = 0;
  while (x < 12) shift += natural_log(x++);
  const double y = 1 / (x * x);
  const double series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y / 1680))) / x;
  return (x - 0.5) * natural_log(x) - x + natural_log(kRootTwoPi) + series - shift;
}

double student_cdf(double t, double degrees) {
  const double x = degrees / (degrees + t * t);
  const double a = degrees / 2;
  const double front =
      natural_exp(log_gamma(a + 0.5) - log_gamma(a) - log_gamma(0.5) + a * natural_log(x) + 0.5 * natural_log(1 - x));
  const double tail =
      x < (a + 1) / (a + 2.5) ? front * beta_fraction(a, 0.5, x) / a : 1 - front * beta_fraction(0.5, a, 1 - x) / 0.5;
  return 1 - tail / 2;
}

}  // namespace

double natural_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  int power = static_cast<int>(bits >> 52U) - 1023;
  if (power == -1023) return natural_log(x * 0x1p54) - 54 * (kLn2High + kLn2Low);
  // Between the roots of a half and of two.
  double rest = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  if (rest * kRootHalf > 1) {
    rest /= 2;
    ++power;
  }
  // ln r = 2 artanh z
  const double z = (rest - 1) / (rest + 1);
  const double square = z * z;
  double sum = 0;
  for (int i = 21; i >= 3; i -= 2) sum = (sum + 1.0 / i) * square;
  return power * kLn2High + (power * kLn2Low + 2 * (z + z * sum));
}

double natural_exp(double x) {
  if (x > 709.7) return std::numeric_limits<double>::infinity();
  if (x < -708) return 0;
  const double power = std::floor(x / (kLn2High + kLn2Low) + 0.5);
  const double rest = (x - power * kLn2High) - power * kLn2Low;
  double sum = 1;
  for (int i = 16; i >= 1; --i) sum = 1 + rest / i * sum;
  return sum * two_to(static_cast<int>(power));
}

double normal_cdf(double x) {
  const double distance = std::fabs(x);
  if (distance > 37) return x > 0 ? 1 : 0;
  double half = 0;
  if (distance < 3) {
    // The series of Φ(x) − 1/2 by odd powers.
    double term = distance;
    double sum = distance;
    for (int i = 3; i < 300 && term > sum * 1e-17; i += 2) {
      term *= distance * distance / i;
      sum += term;
    }
    half = sum * normal_density(distance);
    return x > 0 ? 0.5 + half : 0.5 - half;
  }
  // The continued fraction of Mills' ratio, from the far end.
  double fraction = 0;
  for (int i = 150; i >= 1; --i) fraction = i / (distance + fraction);
  const double tail = normal_density(distance) / (distance + fraction);
  return x > 0 ? 1 - tail : tail;
}

// A rational start (Abramowitz and Stegun, 26.2.23) put right by Halley's method, which triples the digits each time.
double normal_quantile(double p) {
  const double tail = p < 0.5 ? p : 1 - p;
  const double t = std::sqrt(-2 * natural_log(tail));
  double x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (int i = 0; i < 2; ++i) {
    const double off = (normal_cdf(-x) - tail) / normal_density(x);
    x += off / (1 - x * off / 2);
  }
  return p < 0.5 ? -x : x;
}

double student_quantile(double p, double degrees) {
  double low = 0;
  double high = 2;
  while (student_cdf(high, degrees) < p && high < 1e9) high *= 2;
  for (int i = 0; i < 200 && high - low > 1e-12 * high; ++i) {
    const double middle = (low + high) / 2;
    (student_cdf(middle, degrees) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace proviso::simulate
