#pragma once
// Symbols that a libmujoco built with glibc >= 2.38 and gcc >= 13 expects. Weak: the real ones win where present.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <features.h>
#include <string>

#define WORKCELL_WEAK __attribute__((visibility("default"), weak, used))

#if !__GLIBC_PREREQ(2, 38)
extern "C" {
WORKCELL_WEAK int __isoc23_sscanf(const char* text, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int count = vsscanf(text, format, arguments);
  va_end(arguments);
  return count;
}
WORKCELL_WEAK long __isoc23_strtol(const char* text, char** end, int base) { return strtol(text, end, base); }
WORKCELL_WEAK unsigned long __isoc23_strtoul(const char* text, char** end, int base) { return strtoul(text, end, base); }
}
#endif

#if __GNUC__ < 13
extern "C" {
WORKCELL_WEAK void __cxa_call_terminate(void*) noexcept { std::terminate(); }

// std::string::_M_replace_cold: replaces length1 characters at p by length2 characters of s, where s may lie inside
// the string itself; tail characters follow.
WORKCELL_WEAK void _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE15_M_replace_coldEPcmPKcmm(
    std::string*, char* p, size_t length1, const char* s, size_t length2, size_t tail) {
  if (length2 && length2 <= length1) memmove(p, s, length2);
  if (tail && length1 != length2) memmove(p + length2, p + length1, tail);
  if (length2 > length1) {
    if (s + length2 <= p + length1) {
      memmove(p, s, length2);
    } else if (s >= p + length1) {
      memcpy(p, s + (length2 - length1), length2);
    } else {
      size_t left = (p + length1) - s;
      memmove(p, s, left);
      memcpy(p + left, p + length2, length2 - left);
    }
  }
}
}
#endif
