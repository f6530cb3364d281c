// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/totals.h"

#include <algorithm>
#include <limits>

namespace proviso::simulate {
namespace {

std::int64_t numerator(const Ratio& ratio, const Tally& tally) { return tally.numbers[ratio.numerator]; }
std::int64_t denominator(const Ratio& ratio, const Tally& tally) {
  return ratio.denominator == kNone ? 1 : tally.numbers[ratio.denominator];
}

// Writes numbers one after the other.
struct Writer {
  std::vector<std::uint64_t> numbers;
  void operator()(std::uint64_t value) { numbers.push_back(value); }
  void operator()(std::int64_t value) { numbers.push_back(static_cast<std::uint64_t>(value)); }
  void operator()(Wide value) {
    numbers.push_back(static_cast<std::uint64_t>(value));
    numbers.push_back(static_cast<std::uint64_t>(value >> 64));
  }
  void operator()(const DayHistogram& histogram) {
    std::size_t used = 0;
    for (const std::uint64_t count : histogram.counts()) used += count > 0 ? 1 : 0;
    numbers.push_back(used);
    for (std::size_t bin = 0; bin < histogram.counts().size(); ++bin) {
      if (histogram.counts()[bin] == 0) continue;
      numbers.push_back(bin);
      numbers.push_back(histogram.counts()[bin]);
    }
  }
};

// Reads them again.
struct Reader {
  std::span<const std::uint64_t> numbers;
  bool fits = true;

  std::uint64_t next() {
    if (numbers.empty()) {
      fits = false;
      return 0;
    }
    const std::uint64_t value = numbers.front();
    numbers = numbers.subspan(1);
    return value;
  }
  void operator()(std::uint64_t& value) { value = next(); }
  void operator()(std::int64_t& value) { value = static_cast<std::int64_t>(next()); }
  void operator()(Wide& value) {
    const std::uint64_t low = next();
    value = static_cast<Wide>(next()) << 64 | low;
  }
  void operator()(DayHistogram& histogram) {
    const std::uint64_t used = next();
    for (std::uint64_t i = 0; i < used && fits; ++i) {
      const std::uint64_t bin = next();
      const std::uint64_t count = next();
      fits = fits && bin < DayHistogram::kBins;
      if (fits) histogram.add(static_cast<std::uint32_t>(DayHistogram::begin_of(static_cast<std::size_t>(bin))), count);
    }
  }
};

}  // namespace

std::vector<RatioPair> pairs_of(const Plan& base, const Plan& with) {
  std::vector<RatioPair> pairs;
  for (std::uint32_t i = 0; i < base.ratios.size(); ++i) {
    const auto found = std::ranges::find(with.ratios, base.ratios[i].text, &Ratio::text);
    if (found != with.ratios.end()) {
      pairs.push_back({i, static_cast<std::uint32_t>(found - with.ratios.begin())});
    } else if (i < base.answers && i < with.answers && base.ratios[i].unit == with.ratios[i].unit) {
      // Another scenario may call by another name what is asked for: the first answer goes with the first.
      pairs.push_back({i, i});
    }
  }
  return pairs;
}

Totals::Totals(const Plan& plan, const Plan* base)
    : plan_(&plan),
      base_(base),
      sums_(plan.layout.size, 0),
      squares_(plan.layout.size, 0),
      products_(plan.ratios.size(), 0),
      pairs_(base == nullptr ? std::vector<RatioPair>{} : pairs_of(*base, plan)),
      crosses_(pairs_.size()),
      longest_(plan.resources.size(), 0),
      times_(plan.measures.size()),
      waits_(plan.resources.size()) {}

void Totals::add(const Tally& tally, const Tally* base) {
  ++runs_;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const std::int64_t number = tally.numbers[i];
    if (number == 0) continue;
    sums_[i] += number;
    squares_[i] += static_cast<Wide>(number) * number;
  }
  for (std::size_t i = 0; i < products_.size(); ++i) {
    const Ratio& ratio = plan_->ratios[i];
    if (ratio.denominator == kNone) continue;
    products_[i] += static_cast<Wide>(numerator(ratio, tally)) * denominator(ratio, tally);
  }
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const Ratio& with = plan_->ratios[pairs_[i].with];
    const Ratio& of_base = base_->ratios[pairs_[i].base];
    const auto n = static_cast<Wide>(numerator(of_base, *base));
    const auto d = static_cast<Wide>(denominator(of_base, *base));
    crosses_[i].nn += n * numerator(with, tally);
    crosses_[i].nd += n * denominator(with, tally);
    crosses_[i].dn += d * numerator(with, tally);
    crosses_[i].dd += d * denominator(with, tally);
  }
  for (std::size_t i = 0; i < longest_.size(); ++i) longest_[i] = std::max(longest_[i], tally.longest[i]);
  for (std::size_t i = 0; i < times_.size(); ++i) times_[i].add(tally.times[i]);
  for (std::size_t i = 0; i < waits_.size(); ++i) waits_[i].add(tally.waits[i]);
}

void Totals::add(const Totals& other) {
  runs_ += other.runs_;
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
  for (std::size_t i = 0; i < squares_.size(); ++i) squares_[i] += other.squares_[i];
  for (std::size_t i = 0; i < products_.size(); ++i) products_[i] += other.products_[i];
  for (std::size_t i = 0; i < crosses_.size(); ++i) {
    crosses_[i].nn += other.crosses_[i].nn;
    crosses_[i].nd += other.crosses_[i].nd;
    crosses_[i].dn += other.crosses_[i].dn;
    crosses_[i].dd += other.crosses_[i].dd;
  }
  for (std::size_t i = 0; i < longest_.size(); ++i) longest_[i] = std::max(longest_[i], other.longest_[i]);
  for (std::size_t i = 0; i < times_.size(); ++i) times_[i].add(other.times_[i]);
  for (std::size_t i = 0; i < waits_.size(); ++i) waits_[i].add(other.waits_[i]);
}

template <typename Self, typename Visit>
void Totals::visit(Self& self, Visit& visit) {
  visit(self.runs_);
  for (auto& sum : self.sums_) visit(sum);
  for (auto& square : self.squares_) visit(square);
  for (auto& product : self.products_) visit(product);
  for (auto& cross : self.crosses_) {
    visit(cross.nn);
    visit(cross.nd);
    visit(cross.dn);
    visit(cross.dd);
  }
  for (auto& longest : self.longest_) visit(longest);
  for (auto& histogram : self.times_) visit(histogram);
  for (auto& histogram : self.waits_) visit(histogram);
}

std::vector<std::uint64_t> Totals::packed() const {
  Writer writer;
  visit(*this, writer);
  return std::move(writer.numbers);
}

bool Totals::unpack(std::span<const std::uint64_t> numbers) {
  *this = Totals(*plan_, base_);
  Reader reader{numbers};
  visit(*this, reader);
  return reader.fits && reader.numbers.empty();
}

}  // namespace proviso::simulate
