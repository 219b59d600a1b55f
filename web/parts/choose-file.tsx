// A button that chooses a file of this device; nothing is sent by choosing.
import { Button, Upload, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';

interface ChooseFileProps extends Pick<ButtonProps, 'loading' | 'disabled'> {
  /** As in `<input accept>`. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly choose: (file: File) => void;
  readonly children: ReactNode;
}
export const ChooseFile = ({ accept, multiple = false, choose, children, ...button }: ChooseFileProps) => (
  <Upload
    multiple={multiple}
    showUploadList={false}
    accept={accept}
    beforeUpload={(file) => {
      choose(file);
      return false;
    }}
  >
    <Button {...button}>{children}</Button>
  </Upload>
);
