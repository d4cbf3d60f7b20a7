// recorder/model/audit_events.py

import type { Target } from "../types";

export interface AuditHit {
  check: "autocomplete" | "input_type" | "label" | "zoom" | "target_size" | "accessibility";
  rule: string;
  text: string;
  target?: Target;
  impact: "minor" | "moderate" | "serious" | "critical";
  count: number;
  mend: string;
  help: string;
}

export interface Audited {
  fields: number;
  elements: number;
  touch: boolean;
  hits: AuditHit[];
  error: string;
}
