import { SelectField } from "@/ui/Field";
import { useDevices } from "./useDevices";
import type { DeviceKind } from "./devicePreference";

interface DevicePickersProps {
  stream: MediaStream | undefined;
  onChoose: (kind: DeviceKind, deviceId: string) => void;
}

export function DevicePickers({ stream, onChoose }: DevicePickersProps) {
  const { cameras, microphones } = useDevices(stream !== undefined);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <DevicePicker
        label="Camera"
        devices={cameras}
        chosen={stream?.getVideoTracks()[0]?.getSettings().deviceId}
        onChoose={(id) => onChoose("camera", id)}
        testId="camera-picker"
      />
      <DevicePicker
        label="Microphone"
        devices={microphones}
        chosen={stream?.getAudioTracks()[0]?.getSettings().deviceId}
        onChoose={(id) => onChoose("microphone", id)}
        testId="microphone-picker"
      />
    </div>
  );
}

interface DevicePickerProps {
  label: string;
  devices: MediaDeviceInfo[];
  chosen: string | undefined;
  onChoose: (deviceId: string) => void;
  testId: string;
}

function DevicePicker({ label, devices, chosen, onChoose, testId }: DevicePickerProps) {
  return (
    <SelectField
      label={label}
      value={chosen ?? ""}
      disabled={devices.length === 0}
      onChange={(event) => onChoose(event.target.value)}
      data-testid={testId}
    >
      {chosen === undefined && <option value="">None</option>}
      {devices.map(({ deviceId, label: name }, at) => (
        <option key={deviceId} value={deviceId}>
          {name || `${label} ${at + 1}`}
        </option>
      ))}
    </SelectField>
  );
}
