/* Keeps from libFuzzer what the code under test compares. The linker brings its callbacks here (--wrap,
 * targets.cmake), and nothing is done. Edges are counted as ever. For targets whose inputs are choices, or
 * JSON that the mutator writes: the callbacks took a quarter to a third of their time, and gave the engine
 * bytes to try that mean nothing there. fuzz_judge, which reads bytes as they are, finds less without. */
#ifndef COMPARES_H
#define COMPARES_H

#include <stdint.h>

void __wrap___sanitizer_cov_trace_cmp1(uint8_t a, uint8_t b);
void __wrap___sanitizer_cov_trace_cmp2(uint16_t a, uint16_t b);
void __wrap___sanitizer_cov_trace_cmp4(uint32_t a, uint32_t b);
void __wrap___sanitizer_cov_trace_cmp8(uint64_t a, uint64_t b);
void __wrap___sanitizer_cov_trace_const_cmp1(uint8_t a, uint8_t b);
void __wrap___sanitizer_cov_trace_const_cmp2(uint16_t a, uint16_t b);
void __wrap___sanitizer_cov_trace_const_cmp4(uint32_t a, uint32_t b);
void __wrap___sanitizer_cov_trace_const_cmp8(uint64_t a, uint64_t b);
void __wrap___sanitizer_cov_trace_switch(uint64_t value, const uint64_t *cases);

#endif
