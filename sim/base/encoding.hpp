// The bytes of a value, and the value of the bytes: how many worlds are kept in little memory.
//
// Numbers in their own width, little-endian; the length of a list and the index of a choice in one
// byte (in five from 255 on); members one after the other (fields.hpp says what a value is made
// of). Two values of one type have the same bytes only if they are equal. The bytes are not for
// other programs, and not for other versions of this one.
//
// A class with a state of its own says what that is with
//     template <class Self, class Coder> static void code(Self& self, Coder& coder);
// which is called to write (Self is const) and to read; what it leaves out is not state.
// Tested by: tests/sim/base/encoding_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/fields.hpp"
#include "sim/base/fingerprint.hpp"

namespace mqfate {

namespace detail {

/// Whether the members of a T are written one by one (else it is numbers without gaps: one copy).
template <class T> inline constexpr bool is_block = is_plain<T>();

template <class T, class Coder>
concept HasCode = requires(T& value, Coder& coder) { std::remove_cv_t<T>::code(value, coder); };

}  // namespace detail

/// Writes values one after the other, into memory that is used again.
class Encoder {
public:
    static constexpr bool reads = false;

    Encoder() = default;
    /// A copy has memory of its own, and nothing in it.
    Encoder(const Encoder&) {}
    Encoder& operator=(const Encoder&) { return *this; }

    void clear() { size_ = 0; }
    std::size_t size() const { return size_; }
    std::span<const unsigned char> bytes() const { return {memory_.get(), size_}; }

    template <class T> void operator()(const T& value) {
        static_assert(!std::is_same_v<T, Instant>, "a world holds no instant");
        if constexpr (detail::HasCode<const T, Encoder>) {
            T::code(value, *this);
        } else if constexpr (detail::Number<T>) {
            put(value);
        } else if constexpr (detail::is_optional<T>) {
            length(value ? 1 : 0);
            if (value) (*this)(*value);
        } else if constexpr (detail::is_variant<T>) {
            length(value.index());
            std::visit([this](const auto& held) { (*this)(held); }, value);
        } else if constexpr (detail::List<T>) {
            list(value);
        } else if constexpr (detail::is_block<T>) {
            put(value);
        } else {
            static_assert(std::is_aggregate_v<T>, "this type is none that a world is made of");
            boost::pfr::for_each_field(value, [this](const auto& member) { (*this)(member); });
        }
    }
    void length(std::size_t n) {
        if (n < 0xff) return put(static_cast<unsigned char>(n));
        ENSURE(n <= 0xffff'ffff, "a list that is too long to be written");
        put(static_cast<unsigned char>(0xff));
        put(static_cast<std::uint32_t>(n));
    }
    /// A number above `most` counts as `most`.
    template <class T> void capped(const T& number, T most) {
        (*this)(number < most ? number : most);
    }
    /// What another Encoder wrote.
    void append(std::span<const unsigned char> bytes) { append(bytes.data(), bytes.size()); }

private:
    template <class List> void list(const List& values) {
        length(values.size());
        if constexpr (requires { values.data(); }) {
            using Element = std::remove_cvref_t<decltype(*values.data())>;
            if constexpr (detail::is_block<Element>)
                return append(values.data(), values.size() * sizeof(Element));
        }
        for (const auto& value : values) (*this)(value);
    }
    // Its size is known: a few instructions.
    template <class T> void put(const T& value) {
        if (capacity_ - size_ < sizeof value) grow(sizeof value);
        std::memcpy(memory_.get() + size_, &value, sizeof value);
        size_ += sizeof value;
    }
    void append(const void* from, std::size_t size) {
        if (capacity_ - size_ < size) grow(size);
        if (size > 0) std::memcpy(memory_.get() + size_, from, size);
        size_ += size;
    }
    void grow(std::size_t by) {
        capacity_ = std::max<std::size_t>(1024, 2 * (capacity_ + by));
        auto larger = std::make_unique_for_overwrite<unsigned char[]>(capacity_);
        if (size_ > 0) std::memcpy(larger.get(), memory_.get(), size_);
        memory_ = std::move(larger);
    }

    std::unique_ptr<unsigned char[]> memory_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Reads what an Encoder wrote, into values whose memory is used again.
class Decoder {
public:
    static constexpr bool reads = true;
    explicit Decoder(std::span<const unsigned char> bytes) : bytes_(bytes) {}

    template <class T> void operator()(T& value) {
        if constexpr (detail::HasCode<T, Decoder>) {
            T::code(value, *this);
        } else if constexpr (detail::Number<T>) {
            take(&value, sizeof value);
        } else if constexpr (detail::is_optional<T>) {
            if (length() == 0) return value.reset();
            if (!value) value.emplace(typename T::value_type{});
            (*this)(*value);
        } else if constexpr (detail::is_variant<T>) {
            choice(value, length(), std::make_index_sequence<std::variant_size_v<T>>{});
        } else if constexpr (detail::List<T>) {
            list(value);
        } else if constexpr (detail::is_block<T>) {
            take(&value, sizeof value);
        } else {
            boost::pfr::for_each_field(value, [this](auto& member) { (*this)(member); });
        }
    }
    std::size_t length() {
        unsigned char byte = 0;
        take(&byte, 1);
        if (byte != 0xff) return byte;
        std::uint32_t word = 0;
        take(&word, sizeof word);
        return word;
    }
    template <class T> void capped(T& number, T) { (*this)(number); }
    bool at_end() const { return bytes_.empty(); }
    /// How many bytes are still to be read.
    std::size_t left() const { return bytes_.size(); }

private:
    template <class Variant, std::size_t... I>
    void choice(Variant& value, std::size_t index, std::index_sequence<I...>) {
        const bool found = ((index == I && (alternative<I>(value), true)) || ...);
        ENSURE(found, "bytes that no value has");
    }
    template <std::size_t I, class Variant> void alternative(Variant& value) {
        if (value.index() != I) value.template emplace<I>(std::variant_alternative_t<I, Variant>{});
        (*this)(std::get<I>(value));
    }
    template <class List> void list(List& values) {
        const std::size_t n = length();
        if constexpr (requires { values.resize(n); }) {
            values.resize(n);
            if constexpr (requires { values.data(); }) {
                using Element = std::remove_cvref_t<decltype(*values.data())>;
                if constexpr (detail::is_block<Element>)
                    return take(values.data(), n * sizeof(Element));
            }
            for (auto& value : values) (*this)(value);
        } else {
            ENSURE(n == values.size(), "bytes of an array of another size");
            for (auto& value : values) (*this)(value);
        }
    }
    void take(void* to, std::size_t size) {
        ENSURE(size <= bytes_.size(), "bytes that end too early");
        if (size > 0) std::memcpy(to, bytes_.data(), size);
        bytes_ = bytes_.subspan(size);
    }

    std::span<const unsigned char> bytes_;
};

}  // namespace mqfate
