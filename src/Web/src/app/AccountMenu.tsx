import { LayoutDashboard, LogOut, Moon, Settings, Sun, Wallet } from "lucide-react";
import { useNavigate } from "react-router";
import type { User } from "@/api/shapes";
import { problemText } from "@/api/problemText";
import { useSessionActions } from "@/features/auth/sessionActions";
import { Avatar } from "@/ui/Avatar";
import { Menu, MenuAction, MenuLink } from "@/ui/Menu";
import { showToast } from "@/ui/toasts";
import { useTheme } from "./theme";

export function AccountMenu({ user }: { user: User }) {
  const { shown, choose } = useTheme();
  const { logout } = useSessionActions();
  const navigate = useNavigate();

  async function signOut() {
    try {
      await logout();
      await navigate("/");
    } catch (error) {
      showToast(problemText(error), "bad");
    }
  }

  return (
    <Menu
      label="Your account"
      testId="account-menu"
      trigger={<Avatar name={user.displayName} seed={user.id} url={user.avatarUrl} size={34} />}
    >
      <div className="border-b border-line px-3 pt-1 pb-3">
        <p className="truncate font-semibold" data-testid="account-name">
          {user.displayName}
        </p>
        <p className="truncate text-sm text-faint">@{user.username}</p>
      </div>
      <MenuLink to="/creator/dashboard" icon={<LayoutDashboard size={18} />}>
        Your streams
      </MenuLink>
      <MenuLink to="/wallet" icon={<Wallet size={18} />}>
        Wallet
      </MenuLink>
      <MenuLink to="/settings" icon={<Settings size={18} />}>
        Settings
      </MenuLink>
      <MenuAction
        icon={shown === "dark" ? <Sun size={18} /> : <Moon size={18} />}
        onSelect={() => choose(shown === "dark" ? "light" : "dark")}
      >
        {shown === "dark" ? "Light theme" : "Dark theme"}
      </MenuAction>
      <MenuAction icon={<LogOut size={18} />} onSelect={signOut} testId="logout">
        Sign out
      </MenuAction>
    </Menu>
  );
}
