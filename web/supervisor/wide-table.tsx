// A table wider than a phone: pushed sideways in its own frame, also by keys.
import type { ReactNode } from 'react';

export const WideTable = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div role="region" aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
    <div style={{ minWidth: 'max-content' }}>{children}</div>
  </div>
);
