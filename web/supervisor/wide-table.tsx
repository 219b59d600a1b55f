// A table wider than a phone: pushed sideways in its own frame, also by keys; on paper it is as wide as the paper.
import type { ReactNode } from 'react';

export const WideTable = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div role="region" aria-label={label} tabIndex={0} className="wide-table">
    <div>{children}</div>
  </div>
);
