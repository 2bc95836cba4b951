#error "TLS lives in suite/http alone: use pc_http.h"
