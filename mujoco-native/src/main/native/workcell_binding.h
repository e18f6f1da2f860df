#pragma once
// Included last, so it covers what JavaCPP generates and nothing of ours: thousands of functions that only pass a call or a
// field on. Optimizing them takes half of a build and makes no step faster.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O0")
#endif
